// A mail server as small as can be: it speaks SMTP, asks for one password, and keeps what it is given.
import { createServer, type Server, type Socket } from "node:net";

/** What it lets in. */
export const MAILBOX = { user: "rapport", password: "the server's secret" };

export interface Received {
  to: string;
  /** The plain text of the mail. */
  text: string;
}

export class Smtp {
  readonly mails: Received[] = [];
  #server: Server;
  #open = new Set<Socket>();

  private constructor() {
    this.#server = createServer((socket) => this.#talk(socket));
  }

  static async start(): Promise<Smtp> {
    const smtp = new Smtp();
    await new Promise<void>((done) => smtp.#server.listen(0, "127.0.0.1", done));
    return smtp;
  }

  get port(): number {
    const address = this.#server.address();
    return address && typeof address === "object" ? address.port : 0;
  }

  async stop(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    await new Promise((done) => this.#server.close(done));
  }

  #talk(socket: Socket): void {
    this.#open.add(socket);
    socket.on("close", () => this.#open.delete(socket));
    socket.on("error", () => socket.destroy());
    const say = (line: string) => socket.write(`${line}\r\n`);
    let [rest, to, body] = ["", "", undefined as string[] | undefined];
    const hear = (line: string) => {
      if (body && line === ".") {
        this.mails.push({ to, text: plain(body.join("\n")) });
        body = undefined;
        return say("250 queued");
      }
      if (body) return body.push(line);
      switch (line.split(" ")[0].toUpperCase()) {
        case "EHLO":
          return say("250-test\r\n250-8BITMIME\r\n250 AUTH PLAIN");
        case "AUTH": {
          const given = Buffer.from(line.split(" ").at(-1) ?? "", "base64").toString();
          const right = given === `\0${MAILBOX.user}\0${MAILBOX.password}`;
          return say(right ? "235 welcome" : "535 no such user or password");
        }
        case "RCPT":
          to = /<(.*)>/.exec(line)?.[1] ?? "";
          return say("250 ok");
        case "DATA":
          body = [];
          return say("354 go on");
        case "QUIT":
          say("221 bye");
          return socket.end();
        default:
          return say("250 ok");
      }
    };
    say("220 test ESMTP");
    socket.setEncoding("utf8").on("data", (data) => {
      const lines = (rest + data).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) hear(line);
    });
  }
}

/** The first part of a mail of several, as one reads it. */
function plain(mail: string): string {
  const part = mail.split("Content-Type: text/plain")[1] ?? "";
  const [head, ...rest] = part.split("\n\n");
  const body = rest.join("\n\n").split("\n--")[0];
  if (head.includes("base64")) return Buffer.from(body, "base64").toString();
  if (!head.includes("quoted-printable")) return body;
  const bytes = body.replaceAll("=\n", "").replace(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
  return Buffer.from(bytes, "latin1").toString();
}
