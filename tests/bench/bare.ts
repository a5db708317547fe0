import Fastify from 'fastify';

/** What a framework costs by itself: parses the same body, sends as many bytes, stores nothing. */
const app = Fastify();
app.post('/v1/tickets', (_, reply) =>
  reply.code(201).send({ id: '019ab3c4-5d6e-7000-8f00-0123456789ab', version: 4 }),
);
const pages = new Map<number, string>();
app.get('/bytes/:size', (request, reply) => {
  const size = Number((request.params as { size: string }).size);
  if (!pages.has(size)) pages.set(size, JSON.stringify('x'.repeat(Math.max(0, size - 2))));
  return reply.type('application/json').send(pages.get(size));
});
await app.listen({ port: Number(process.env.AMENDS_PORT), host: '127.0.0.1' });
