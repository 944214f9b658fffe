import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { I18n } from '../../i18n/i18n';
import type { TextKey } from '../../i18n/en';
import { Session } from '../../session/session';
import { Clock } from '../../shell/clock';
import { CopyButton } from '../../ui/copy-button';

interface Step {
  title: TextKey;
  text: TextKey;
  command: string;
}

/** What an empty workspace shows: what is missing, and how to begin, ready to be copied. */
@Component({
  selector: 'app-first-steps',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyButton, RouterLink],
  templateUrl: './first-steps.html',
  styleUrl: './first-steps.css',
})
export class FirstSteps {
  protected readonly t = inject(I18n).t;
  readonly #session = inject(Session);
  readonly #clock = inject(Clock);
  protected readonly demo = computed(() => this.#session.workspaces().find((each) => each.kind === 'demo'));
  protected readonly steps = computed<Step[]>(() => [
    {
      title: 'empty.telegram',
      text: 'empty.telegram_text',
      command: 'npm run connect -- telegram --token 123456:ABC-DEF',
    },
    {
      title: 'empty.event',
      text: 'empty.event_text',
      command: eventCommand(this.#session.me()?.product.ingest_url ?? '', this.#clock.minute()),
    },
    {
      title: 'empty.import',
      text: 'empty.import_text',
      command: 'npm run import -- telegram-export result.json',
    },
  ]);
}

/** A command that sends one message of a made-up contact through the events API. */
export function eventCommand(ingestUrl: string, now: Date): string {
  const event = {
    type: 'message_received',
    id: 'hello-1',
    occurred_at: now.toISOString(),
    account_id: 'ACCOUNT_ID',
    contact: { id: 'anna' },
    text: 'Hello!',
  };
  return [
    `curl ${ingestUrl}/v1/events \\`,
    '  -H "Authorization: Bearer $PARLEY_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '${JSON.stringify(event)}'`,
  ].join('\n');
}
