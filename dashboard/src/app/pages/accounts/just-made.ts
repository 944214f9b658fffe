import { Injectable } from '@angular/core';

/** Secrets that were made a moment ago, on their way from the form to the page that shows them once. */
@Injectable({ providedIn: 'root' })
export class JustMade {
  #secrets: { account_id: string; secrets: Record<string, string> } | null = null;

  keep(account_id: string, secrets: Record<string, string>): void {
    this.#secrets = { account_id, secrets };
  }

  /** Gives them out once. */
  take(account_id: string): Record<string, string> {
    const made = this.#secrets?.account_id === account_id ? this.#secrets.secrets : {};
    this.#secrets = null;
    return made;
  }
}
