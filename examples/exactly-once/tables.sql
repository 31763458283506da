-- What "never twice" needs in PostgreSQL (13 or later). Running it again changes nothing.

-- One row per message: its key, what is to be sent to whom, and what has become of it.
CREATE TABLE IF NOT EXISTS sms (
  key text PRIMARY KEY CHECK (key <> ''),
  phone text NOT NULL CHECK (phone <> ''),
  text text NOT NULL CHECK (text <> ''),
  -- new: waits in the outbox. sending: an execution has claimed it. unknown: may have been sent. The others: what the vendor said.
  state text NOT NULL DEFAULT 'new'
    CHECK (state IN ('new', 'sending', 'accepted', 'skipped', 'refused', 'not tried', 'unknown')),
  -- The ID under which the vendor can be asked, where it takes one of ours (SMSC).
  ask_id text,
  -- The vendor's ID, and the number as the vendor knows it.
  sms_id text,
  sent_to text,
  reason text,
  -- The n8n execution that has claimed it.
  claimed_by text,
  tries integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS sms_new ON sms (created_at) WHERE state = 'new';
CREATE INDEX IF NOT EXISTS sms_unclear ON sms (changed_at) WHERE state IN ('sending', 'unknown');

-- Delivery reports. They stand apart because one may come before the answer to the send has been noted.
CREATE TABLE IF NOT EXISTS sms_report (
  sms_id text NOT NULL,
  -- Empty where the vendor does not say it (SMS.ru).
  phone text NOT NULL DEFAULT '',
  status text NOT NULL,
  is_final boolean NOT NULL,
  reported_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (sms_id, phone)
);

-- Each message with its latest delivery report.
CREATE OR REPLACE VIEW sms_delivery AS
SELECT s.key, s.phone, s.text, s.state, s.ask_id, s.sms_id, s.sent_to, s.reason, s.claimed_by, s.tries, s.created_at, s.changed_at,
  r.status AS delivery, r.is_final, r.reported_at
FROM sms AS s LEFT JOIN sms_report AS r ON r.sms_id = s.sms_id AND (r.phone = '' OR right(r.phone, 10) = right(s.sent_to, 10));

-- How many messages are in which state, and since when the one that has been in it longest.
CREATE OR REPLACE VIEW sms_dashboard AS
SELECT state, delivery, count(*)::int AS messages, min(changed_at) AS longest_since
FROM sms_delivery GROUP BY state, delivery ORDER BY state, delivery;

-- For the variant by clicks alone (clicks-only.json): keys and nothing else.
CREATE TABLE IF NOT EXISTS sms_once (
  key text PRIMARY KEY CHECK (key <> ''),
  phone text NOT NULL,
  text text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
