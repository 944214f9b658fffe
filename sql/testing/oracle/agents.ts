import { isAskedAt } from './wall-clock.js';
import { overviewOf, type OverviewQuestion } from './overview.js';
import { quantile } from './quantile.js';
import { type OracleInput, understand } from './understand.js';
import { answersSeenFrom } from './visibility.js';
import { clockStartedAt } from './waits.js';

/** One row of by-agent; `agent_id` is null for people without a name, and in the total. */
export interface AgentNumbers {
  is_total: boolean;
  agent_id: string | null;
  waits_answered: number | null;
  response_median_seconds: number | null;
  response_p90_seconds: number | null;
  outgoing_covered_share: number | null;
}

/** The rows of by-agent in no particular order; `joined` says under whom an agent counts. */
export function agentsOf(
  input: OracleInput,
  question: OverviewQuestion,
  joined: ReadonlyMap<string, string>,
): AgentNumbers[] {
  const answers = understand(input).flatMap(({ stream, rules, dialogues }) =>
    dialogues.flatMap((dialogue) =>
      dialogue.story.waits
        .filter(({ answered_at }) => answered_at > 0)
        .filter(({ waiting_since }) => isAskedAt(question, waiting_since))
        .map((wait) => {
          const by = String(stream[wait.answerPosition]!.agent_id);
          const clock = clockStartedAt(stream, dialogue, wait, rules);
          return { agent: joined.get(by) ?? by, seconds: (wait.answered_at - clock) / 1000 };
        }),
    ),
  );
  const isSeen = input.accounts.some(({ account_id }) => answersSeenFrom(input, account_id) < question.to);
  const { outgoing_covered_share } = overviewOf(input, question);
  const rowOf = (agent: string | null): AgentNumbers => {
    const times = answers.filter((answer) => agent === null || answer.agent === agent);
    const seconds = times.map((answer) => answer.seconds);
    return {
      is_total: agent === null,
      agent_id: agent === '0' ? null : agent,
      waits_answered: isSeen ? times.length : null,
      response_median_seconds: isSeen ? quantile(seconds, 0.5) : null,
      response_p90_seconds: isSeen ? quantile(seconds, 0.9) : null,
      outgoing_covered_share,
    };
  };
  return [...new Set(answers.map(({ agent }) => agent)), null].map(rowOf);
}
