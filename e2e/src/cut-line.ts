import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A line between a browser and the api that can really be cut: a TCP proxy, whose connections are torn. */
export interface Line {
  /** Where the api is to be found through it. */
  url: string;
  /** Tears every connection, in the middle of whatever it carries, and takes no more. */
  cut(): Promise<void>;
  /** Takes connections again, at the same address. */
  mend(): Promise<void>;
}

/** A line to `target`; cut it when it is no longer needed. */
export async function aLineTo(target: string): Promise<Line> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const open = (at: number): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer((near) => {
        const far = connect(Number(port), hostname);
        for (const [one, other] of [
          [near, far],
          [far, near],
        ] as const) {
          sockets.add(one);
          one.pipe(other);
          // A torn connection tells its other end by an error, which is what is wanted here.
          one.on('error', () => other.destroy());
          one.on('close', () => {
            sockets.delete(one);
            other.destroy();
          });
        }
      });
      server.once('error', reject);
      server.listen(at, hostname, () => resolve(server));
    });
  let server = await open(0);
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://${hostname}:${own}`,
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.resetAndDestroy();
      await closed;
    },
    async mend() {
      server = await open(own);
    },
  };
}
