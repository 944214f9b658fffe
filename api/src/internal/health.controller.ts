import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type ClickHouse } from '@parley/sql';
import { type FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Everybody } from '../access/access.js';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';

/** For supervisors: is the process alive, can it answer? */
@ApiExcludeController()
@Controller()
@Everybody()
export class HealthController {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
  ) {}

  @Get('healthz')
  health(): { product: 'parley'; status: 'ok' } {
    return { product: 'parley', status: 'ok' };
  }

  /** 503 names what does not answer. */
  @Get('readyz')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const [postgres, clickhouse] = await Promise.all([
      this.source.query('SELECT 1').then(
        () => true,
        () => false,
      ),
      this.store.ping(),
    ]);
    await reply.code(postgres && clickhouse ? 200 : 503).send({ postgres, clickhouse });
  }
}
