import {
  bootstrapAnswer,
  derivationState,
  type BootstrapAnswer,
  type DerivationState,
} from '@parley/contracts';

/** Asks the api that this supervisor started, by the token of this start. Throws on anything but 2xx. */
export class InternalClient {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** Makes the owner and the workspaces; changes nothing when they are there. */
  async bootstrap(demo: boolean): Promise<BootstrapAnswer> {
    return bootstrapAnswer.parse(await this.ask('POST', '/internal/bootstrap', { demo }));
  }

  async derivation(): Promise<DerivationState> {
    return derivationState.parse(await this.ask('GET', '/internal/derivation'));
  }

  private async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${text.slice(0, 200)}`);
    return JSON.parse(text);
  }
}
