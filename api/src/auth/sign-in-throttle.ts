import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemError } from '../http/problem-error.js';

const WINDOW_SECONDS = 15 * 60;
const TRIES_PER_PERSON = 5;
const TRIES_PER_ADDRESS = 50;

/** Slows down guessing: five wrong passwords per address and e-mail in 15 minutes, fifty per address. */
@Injectable()
export class SignInThrottle {
  private readonly byPerson = new RateLimiterMemory({ points: TRIES_PER_PERSON, duration: WINDOW_SECONDS });
  private readonly byAddress = new RateLimiterMemory({ points: TRIES_PER_ADDRESS, duration: WINDOW_SECONDS });

  /** Counts a try before it is made, so that parallel tries are counted too. Throws when there were too many. */
  async begin(address: string, email: string): Promise<void> {
    try {
      await this.byAddress.consume(address);
      await this.byPerson.consume(`${address} ${email}`);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const seconds = Math.ceil(refusal.msBeforeNext / 1000);
      const minutes = Math.ceil(seconds / 60);
      throw new ProblemError(
        'too_many_requests',
        {
          en: `Too many wrong passwords. Try again in ${minutes} min.`,
          ru: `Слишком много неверных паролей. Повторите через ${minutes} мин.`,
        },
        { retryAfterSeconds: seconds },
      );
    }
  }

  /** The password was right: earlier tries no longer count. */
  async succeed(address: string, email: string): Promise<void> {
    await this.byPerson.delete(`${address} ${email}`);
    await this.byAddress.reward(address);
  }
}
