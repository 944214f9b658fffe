import { HttpClient, HttpHeaders } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { COST_IMPORT_LIMITS, type CostImport, type CostImportInput, costImport } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';

const BYTES = new HttpHeaders({ 'content-type': 'application/octet-stream' });

/** Sends a cost file in parts; the last one has it checked. */
@Injectable({ providedIn: 'root' })
export class CostUpload {
  readonly #http = inject(HttpClient);

  /** Throws what the api refuses. */
  async send(base: string, file: File): Promise<CostImport> {
    const input: CostImportInput = { file_name: file.name, file_bytes: file.size };
    let known = costImport.parse(await firstValueFrom(this.#http.post(base, input)));
    while (known.state === 'uploading') {
      const at = known.uploaded_bytes;
      const part = file.slice(at, at + COST_IMPORT_LIMITS.part_bytes);
      const url = `${base}/${known.cost_import_id}/file?offset=${at}`;
      known = costImport.parse(await firstValueFrom(this.#http.put(url, part, { headers: BYTES })));
    }
    return known;
  }
}
