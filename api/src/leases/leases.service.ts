import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Gives background work to one process at a time. The clock is PostgreSQL's, the same for all. */
@Injectable()
export class LeasesService {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** Takes or prolongs the lease for `seconds`. False while another process holds it. */
  async hold(name: string, holder: string, seconds: number): Promise<boolean> {
    const rows = await this.source.query<{ holder: string }[]>(
      `INSERT INTO leases AS held (name, holder, expires_at)
       VALUES ($1, $2, now() + make_interval(secs => $3))
       ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
       WHERE held.holder = excluded.holder OR held.expires_at < now()
       RETURNING holder`,
      [name, holder, seconds],
    );
    return rows.length > 0;
  }

  /** Gives the lease back, so that the next process need not wait for it to expire. */
  async release(name: string, holder: string): Promise<void> {
    await this.source.query(`DELETE FROM leases WHERE name = $1 AND holder = $2`, [name, holder]);
  }
}
