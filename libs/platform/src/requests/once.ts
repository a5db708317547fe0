/** What follows from an object that never changes is found out once. */
export const once = <Key extends object, Found>(find: (key: Key) => Found) => {
  const found = new WeakMap<Key, { readonly is: Found }>();
  return (key: Key): Found => {
    const known = found.get(key) ?? { is: find(key) };
    found.set(key, known);
    return known.is;
  };
};
