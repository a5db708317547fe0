/** A request's body or query string as a class: the decorators of class-validator say what it holds. */
export type RequestClass<Data extends object = object> = abstract new () => Data;
