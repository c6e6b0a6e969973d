// A real identity provider on this machine (OpenID Connect, certified), which lets in whoever types an address.
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

/** What the provider knows Rapport by. */
export const CLIENT = { id: "rapport", secret: "the client's secret, long enough" };

export class Oidc {
  #server: Server;
  #answer: RequestListener = (_, response) => response.writeHead(404).end();

  private constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  static async start(): Promise<Oidc> {
    const oidc = new Oidc();
    await new Promise<void>((done) => oidc.#server.listen(0, "127.0.0.1", done));
    oidc.leadBackTo("http://127.0.0.1/not-yet");
    return oidc;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The one address to which it leads back. */
  leadBackTo(address: string): void {
    const provider = new Provider(this.issuer, {
      clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [address] }],
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
      cookies: { keys: ["only for tests"] },
      // Addresses that begin so are such as nobody has looked at.
      findAccount: (_, id) => ({
        accountId: id,
        claims: () => ({ sub: id, email: id, email_verified: !id.startsWith("unverified"), name: `Person ${id}` }),
      }),
    });
    this.#answer = provider.callback();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}
