-- While a KIE account takes no orders, because it is empty or its key is refused, a row stands here and no node sells.
CREATE TABLE sales_pause (
  account int4 PRIMARY KEY,
  reason text NOT NULL CHECK (reason IN ('NO_CREDITS', 'BAD_KEY')),
  needs numeric(18, 6) NOT NULL, -- credits the refused order would have taken; sales open again when the account has them
  since timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- //@UNDO
DROP TABLE sales_pause;
