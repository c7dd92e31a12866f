import nodemailer, { type SendMailOptions } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { freePort } from './program';

/** Sends a customer's mail to the desk by SMTP, as another mail server would. */
export async function sendMail(smtpPort: number, mail: SendMailOptions) {
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port: smtpPort,
    secure: false,
    ignoreTLS: true,
  });
  await transport.sendMail(mail);
  transport.close();
}

/** The mail server of the desk's customers: keeps what the desk sends. */
export type Postbox = {
  port: number;
  /** Every message so far, as it came over the line. */
  messages: readonly string[];
  close: () => Promise<void>;
};

export async function openPostbox(): Promise<Postbox> {
  const messages: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        messages.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  const port = await freePort();
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return { port, messages, close: () => new Promise((closed) => server.close(() => closed())) };
}
