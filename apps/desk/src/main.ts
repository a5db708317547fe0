const NEEDED = 24;

/** Everything else is loaded after it: an older Node could not even read it. */
if (Number.parseInt(process.versions.node, 10) < NEEDED) {
  process.stderr.write(
    `Amends needs Node ${NEEDED} or newer, and this is ${process.version}. ` +
      'Run npm start, which takes the Node that npm ci has installed, or install a newer one.\n',
  );
  process.exit(78);
}

const { serve } = await import('./serve.js');
await serve();
