import { HttpClient, HttpHeaders } from '@angular/common/http';
import { Injectable, inject, signal } from '@angular/core';
import { type Import, IMPORT_LIMITS, type ImportInput, parleyImport } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { type Failure, failureOf } from '../../session/failure';

const TRIES = 5;
const BYTES = new HttpHeaders({ 'content-type': 'application/octet-stream' });

/** Sends files in parts. Goes on while other pages are looked at; what has arrived need not be sent again. */
@Injectable({ providedIn: 'root' })
export class Upload {
  readonly #http = inject(HttpClient);
  /** What is being sent just now, by import. */
  readonly #sending = signal<ReadonlySet<string>>(new Set());
  readonly sending = this.#sending.asReadonly();
  readonly #failures = signal<Readonly<Record<string, Failure>>>({});
  readonly failures = this.#failures.asReadonly();

  /** Begins an import. Throws what the api refuses. */
  async begin(base: string, file: File, options: ImportInput['options']): Promise<Import> {
    const input: ImportInput = { file_name: file.name, file_bytes: file.size, options };
    const made = parleyImport.parse(await firstValueFrom(this.#http.post(base, input)));
    void this.send(base, made, file);
    return made;
  }

  /** Sends what has not arrived yet. */
  async send(base: string, { import_id: id, uploaded_bytes }: Import, file: File): Promise<void> {
    if (this.#sending().has(id)) return;
    this.#sending.update((ids) => new Set([...ids, id]));
    this.#failures.update(({ [id]: _, ...others }) => others);
    try {
      let at = uploaded_bytes;
      while (at < file.size) at = await this.#part(`${base}/${id}`, file, at);
    } catch (error) {
      this.#failures.update((all) => ({ ...all, [id]: failureOf(error) }));
    } finally {
      this.#sending.update((ids) => new Set([...ids].filter((each) => each !== id)));
    }
  }

  /** Sends one part, again after a pause when that fails; gives the place of the next one. */
  async #part(url: string, file: File, at: number): Promise<number> {
    const part = file.slice(at, at + IMPORT_LIMITS.part_bytes);
    for (let attempt = 1; ; attempt++) {
      try {
        const put = this.#http.put(`${url}/file?offset=${at}`, part, { headers: BYTES });
        const { state, uploaded_bytes } = parleyImport.parse(await firstValueFrom(put));
        return state === 'uploading' ? uploaded_bytes : file.size;
      } catch (error) {
        const { kind, status } = failureOf(error);
        const isPassing = kind === 'network' || status >= 500;
        if (!isPassing || attempt >= TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, 1000 * attempt));
      }
    }
  }
}
