package dev.crossover.traffic.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The rows of the Mooncake traces (Qin et al., FAST 2025), {@code github.com/kvcache-ai/Mooncake}:
 * milliseconds, lengths, and a hash for each block of the prompt, the partial last one included.
 * Keys beyond these are passed over; without hashes a prompt is like no other.
 */
final class MooncakeRow implements JsonLines.LineParser {
  static final String KEYS = "timestamp, input_length, output_length, hash_ids";
  static final int BLOCK_SIZE = 512;

  private static final long NANOS_PER_MILLI = 1_000_000L;
  private static final long MAX_MILLIS = Long.MAX_VALUE / NANOS_PER_MILLI;
  private static final long ABSENT = Long.MIN_VALUE;

  private final JsonFactory json = new JsonFactory();
  private final int blockSize;
  private long[] hashes = new long[64];
  private int hashCount;
  private long timestamp;
  private long inputLength;
  private long outputLength;

  /**
   * @param blockSize tokens that a hash stands for
   */
  MooncakeRow(int blockSize) {
    this.blockSize = blockSize;
  }

  @Override
  public void parse(String line, TraceRow into) throws BadRowException {
    hashCount = -1;
    timestamp = ABSENT;
    inputLength = ABSENT;
    outputLength = ABSENT;
    read(line);
    into.epochNanos = within("timestamp", timestamp, 0, MAX_MILLIS) * NANOS_PER_MILLI;
    into.promptTokens = (int) within("input_length", inputLength, 1, Integer.MAX_VALUE);
    into.outputTokens = (int) within("output_length", outputLength, 1, Integer.MAX_VALUE);
    into.content = BlockHashes.content(hashes, hashCount, into.promptTokens, blockSize);
  }

  private void read(String line) throws BadRowException {
    try (JsonParser parser = json.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadRowException("is not a JSON object. Maybe another format was meant");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        readKey(parser);
      }
      if (parser.nextToken() != null) {
        throw new BadRowException("goes on after its object. Maybe a line break is missing");
      }
    } catch (JsonProcessingException e) {
      throw new BadRowException(
          "is not JSON (" + e.getOriginalMessage() + "). Maybe the line was cut off");
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot be read", e);
    }
  }

  private void readKey(JsonParser parser) throws IOException, BadRowException {
    String key = parser.currentName();
    parser.nextToken();
    switch (key) {
      case "timestamp" -> timestamp = whole(key, parser);
      case "input_length" -> inputLength = whole(key, parser);
      case "output_length" -> outputLength = whole(key, parser);
      case "hash_ids" -> readHashes(parser);
      default -> parser.skipChildren();
    }
  }

  private void readHashes(JsonParser parser) throws IOException, BadRowException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new BadRowException("hash_ids is not a list. Maybe [0, 1, 2]");
    }
    hashCount = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (hashCount == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * hashCount);
      }
      hashes[hashCount++] = whole("hash_ids", parser);
    }
  }

  private static long whole(String key, JsonParser parser) throws IOException, BadRowException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
        || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new BadRowException(
          key + " '" + parser.getText() + "' is not a whole number. Maybe its unit is another");
    }
    return parser.getLongValue();
  }

  private static long within(String key, long value, long least, long most) throws BadRowException {
    if (value == ABSENT) {
      throw new BadRowException(key + " is missing. Maybe the keys are not " + KEYS);
    }
    if (value < least || value > most) {
      throw new BadRowException(
          key
              + " is "
              + value
              + ", not between "
              + least
              + " and "
              + most
              + ". Maybe on_bad_row: skip leaves such rows out");
    }
    return value;
  }
}
