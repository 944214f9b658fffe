import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { type z } from 'zod';

/** Says in the API documentation what a route does and answers; `status` is also sent (200 unless given). */
export const Answers = (summary: string, answer?: z.ZodType, status = answer === undefined ? 204 : 200) =>
  applyDecorators(
    HttpCode(status),
    ApiOperation({ summary }),
    ApiResponse({
      status,
      description: summary,
      ...(answer === undefined ? {} : { standardSchema: answer }),
    }),
  );
