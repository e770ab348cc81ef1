// A program of an organisation that is told by webhooks: keeps what came.

import { createServer } from "node:http";

/** Answers its address, what came, and how to end it. */
export function startReceiver() {
  const messages = [];
  const server = createServer(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature } = request.headers;
    messages.push({ id, timestamp, signature, body: Buffer.concat(pieces).toString() });
    response.writeHead(204).end();
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const url = `http://127.0.0.1:${server.address().port}/motcua`;
      resolve({ url, messages, stop: () => server.close() });
    });
  });
}
