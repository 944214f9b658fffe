import { CLICKS } from './clicks.js';

/** In what order steps of one account are taken: of one instant, clicks first. */
const IN_ORDER = 'ORDER BY at, is_start, event_id';

/**
 * Starts that probably lost the code of a click: a start of which nothing says where from, and the nearest click of the
 * 10 minutes before it on the same account that no start has taken. One row per start, with the labels of the click, of
 * [from, to). An estimate; binds what {@link CLICKS} does.
 *
 * Clicks and starts are matched like brackets: a click opens, a start closes the latest click still open. Each level of
 * nesting then holds clicks and starts by turns, so that a start's click is the step before it on its level. Whom a start
 * takes is decided by what lies between the two, so the edges of the period change nothing. First come starts that carry
 * a code and close clicks of the same code: those clicks have arrived. What is left of clicks meets the starts without.
 */
export const LOST_CODES = `
    SELECT
      workspace_id, identity_id, event_id, at, account_id,
      before.1 AS source, before.2 AS medium, before.3 AS campaign, before.4 AS content, before.5 AS term,
      before.6 AS ref, before.7 AS link_id, before.8 AS ad_id
    FROM (
      SELECT
        *,
        lagInFrame(is_start, 1, 1) OVER level AS is_start_before,
        lagInFrame(at) OVER level AS at_before,
        lagInFrame(labels) OVER level AS before
      FROM (
        SELECT *, sum(1 - 2 * toInt64(is_start)) OVER (PARTITION BY account_id ${IN_ORDER}) + is_start AS nesting
        FROM (
          SELECT
            *,
            leadInFrame(is_start) OVER level AS is_start_after,
            leadInFrame(at) OVER level AS at_after
          FROM (
            SELECT
              *,
              sum(1 - 2 * toInt64(is_start)) OVER (PARTITION BY account_id, code ${IN_ORDER}) + is_start AS nesting_of_code
            FROM (
              SELECT
                workspace_id, identity_id, event_id, at, account_id, toUInt8(0) AS is_start, toUInt8(0) AS is_bare,
                (ref, if(ref = '', link_id, 0)) AS code,
                (source, medium, campaign, content, term, ref, link_id, ad_id) AS labels
              FROM (${CLICKS})
              WHERE workspace_id = {workspace_id:UInt32}
                AND (ref != '' OR link_id != 0)

              UNION ALL
              SELECT
                workspace_id, identity_id, event_id, occurred_at, account_id, 1, is_direct AS is_bare,
                (ref, if(ref = '', link_id, 0)),
                ('', '', '', '', '', '', 0, '')
              FROM touches_v1 FINAL
              WHERE workspace_id = {workspace_id:UInt32}
                AND definition_id = {definition_id:UInt32}
                AND occurred_at >= {from:DateTime64(3, 'UTC')} - INTERVAL 10 MINUTE
                AND occurred_at <  {to:DateTime64(3, 'UTC')} + INTERVAL 10 MINUTE
                AND type IN ('conversation_started', 'referral_received')
                AND account_id IN (
                  SELECT account_id
                  FROM events_v1 FINAL
                  WHERE workspace_id = {workspace_id:UInt32}
                    AND occurred_at >= {from:DateTime64(3, 'UTC')} - INTERVAL 10 MINUTE
                    AND occurred_at <  {to:DateTime64(3, 'UTC')} + INTERVAL 10 MINUTE
                    AND type = 'link_clicked'
                )
            )
          )
          WINDOW level AS (
            PARTITION BY account_id, code, nesting_of_code ${IN_ORDER} ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING
          )
        )
        WHERE workspace_id = {workspace_id:UInt32}
          AND (
            is_start AND is_bare
            OR NOT is_start AND NOT (is_start_after AND at_after <= at + INTERVAL 10 MINUTE)
          )
      )
      WINDOW level AS (PARTITION BY account_id, nesting ${IN_ORDER} ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
    )
    WHERE workspace_id = {workspace_id:UInt32}
      AND is_start
      AND NOT is_start_before
      AND at <= at_before + INTERVAL 10 MINUTE
      AND at >= {from:DateTime64(3, 'UTC')}
      AND at <  {to:DateTime64(3, 'UTC')}`;
