/**
 * Clicks on tracked links, of known people and of visitors alike, with what is said of where they lead from. What the
 * event gave stands; what it left out is taken from the latest arrival with the same ref: labels are a matter of the ref,
 * and a click of somebody unknown is nobody's arrival. A SELECT of [from − 1 hour, to + 10 minutes): whoever counts cuts.
 * Binds `workspace_id`, `definition_id`, `from`, `to`.
 */
export const CLICKS = `
    SELECT
      {workspace_id:UInt32} AS workspace_id,
      click.identity_id AS identity_id, click.event_id AS event_id, click.at AS at, click.account_id AS account_id,
      click.ref AS ref, click.link_id AS link_id, click.ad_id AS ad_id,
      -- A click that gives a source gives all five.
      if(given, click.source,   known.source)   AS source,
      if(given, click.medium,   known.medium)   AS medium,
      if(given, click.campaign, known.campaign) AS campaign,
      if(given, click.content,  known.content)  AS content,
      if(given, click.term,     known.term)     AS term
    FROM (
      SELECT
        identity_id, event_id, occurred_at AS at, account_id, ref, link_id, ad_id,
        toString(given_source) AS source, toString(given_medium) AS medium, toString(given_campaign) AS campaign,
        toString(given_content) AS content, toString(given_term) AS term,
        ref = '' OR source != '' AS given
      FROM events_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND occurred_at >= {from:DateTime64(3, 'UTC')} - INTERVAL 1 HOUR
        AND occurred_at <  {to:DateTime64(3, 'UTC')} + INTERVAL 10 MINUTE
        AND type = 'link_clicked'
    ) AS click
    LEFT JOIN (
      SELECT
        ref,
        toString(argMax(source, (occurred_at, event_id)))   AS source,
        toString(argMax(medium, (occurred_at, event_id)))   AS medium,
        toString(argMax(campaign, (occurred_at, event_id))) AS campaign,
        toString(argMax(content, (occurred_at, event_id)))  AS content,
        toString(argMax(term, (occurred_at, event_id)))     AS term
      FROM touches_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND definition_id = {definition_id:UInt32}
        AND ref != ''
        AND ref IN (
          SELECT ref
          FROM events_v1 FINAL
          WHERE workspace_id = {workspace_id:UInt32}
            AND occurred_at >= {from:DateTime64(3, 'UTC')} - INTERVAL 1 HOUR
            AND occurred_at <  {to:DateTime64(3, 'UTC')} + INTERVAL 10 MINUTE
            AND type = 'link_clicked'
        )
      GROUP BY ref
    ) AS known USING (ref)`;
