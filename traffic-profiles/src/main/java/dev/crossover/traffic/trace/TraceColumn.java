package dev.crossover.traffic.trace;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a column of a trace, or a key of its JSON objects, says. */
public enum TraceColumn {
  /** When the request came. */
  ARRIVAL,
  /** Tokens of its prompt. */
  PROMPT,
  /** Tokens of its answer. */
  OUTPUT,
  /** The conversation it belongs to; arrivals stay as recorded. */
  SESSION,
  /** The request that it continues, whose session is its own; -1 for none. */
  PARENT,
  /** Its traffic class. */
  CLASS,
  /** Names what its prompt begins with: requests of one name share {@code prefix_tokens}. */
  PREFIX,
  /** Tokens of that prefix, no more than of the prompt. */
  PREFIX_TOKENS,
  /** The model it asks for. */
  MODEL,
  /** Hashes of the prompt's blocks, JSON only. */
  HASH_IDS;

  /** Without these there is nothing to replay. */
  static final Set<TraceColumn> NEEDED = Set.copyOf(EnumSet.of(ARRIVAL, PROMPT, OUTPUT));

  /** As written in YAML. */
  String yamlName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
