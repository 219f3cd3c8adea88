package dev.crossover.traffic.trace;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The trace formats that are read natively: each knows its files by how they begin. */
@SuppressWarnings("ImmutableEnumChecker") // the readers' factories hold no state
public enum TraceFormat {
  /** Whichever format the file's beginning belongs to. */
  AUTO("", Layouts.COLUMNS, TraceFormat::unresolved) {
    @Override
    boolean beginsWith(FirstLine first) {
      return false;
    }
  },
  /** The Azure LLM inference traces of 2023 and 2024: time stamp, context and generated tokens. */
  AZURE(Layouts.AZURE_HEADER, Layouts.AZURE, CsvRows::new) {
    @Override
    boolean beginsWith(FirstLine first) {
      return CsvHeader.ofLine(first.text()).toString().equals(Layouts.AZURE_HEADER);
    }
  },
  /** The Azure multimodal trace: as {@code azure}, with the number of images. */
  AZURE_MULTIMODAL(
      "TIMESTAMP,NumImages,ContextTokens,GeneratedTokens", Layouts.AZURE, CsvRows::new) {
    @Override
    boolean beginsWith(FirstLine first) {
      return first.hasColumns("TIMESTAMP", "NumImages", "ContextTokens", "GeneratedTokens");
    }
  },
  /** The Mooncake traces, JSON lines: milliseconds, lengths and the hashes of a prompt's blocks. */
  MOONCAKE(
      "JSON objects of timestamp, input_length, output_length, hash_ids",
      Layouts.MOONCAKE,
      JsonLines::new) {
    @Override
    boolean beginsWith(FirstLine first) {
      return first.isJson() && first.hasKey("input_length") && !first.hasKey("chat_id");
    }
  },
  /** The Qwen Bailian traces, JSON lines: seconds, lengths, hashes, and the turns of chats. */
  BAILIAN(
      "JSON objects of chat_id, parent_chat_id, timestamp, input_length, output_length, hash_ids",
      Layouts.BAILIAN,
      JsonLines::new) {
    @Override
    boolean beginsWith(FirstLine first) {
      return first.isJson() && first.hasKey("input_length") && first.hasKey("chat_id");
    }
  },
  /** The BurstGPT traces, with and without session ids; no response tokens mean a failure. */
  BURSTGPT("Timestamp,Model,Request tokens,Response tokens,...", Layouts.BURSTGPT, CsvRows::new) {
    @Override
    boolean beginsWith(FirstLine first) {
      return first.hasColumns("Timestamp", "Request tokens", "Response tokens");
    }
  },
  /** A ServeGen client pool: a folder, an archive, or one client's file of rates by window. */
  SERVEGEN("start,rate,cv,law,shape,scale without a header", Layouts.COLUMNS, ServeGenRows::open) {
    @Override
    boolean beginsWith(FirstLine first) {
      return first.holdsFiles() || ServeGenWindow.isOne(first.text());
    }
  },
  /** What {@code vllm bench serve --save-result --save-detailed} writes. */
  VLLM_BENCH(
      "JSON of vllm bench serve with start_times, input_lens, output_lens",
      Layouts.COLUMNS,
      BenchRows::open) {
    @Override
    boolean beginsWith(FirstLine first) {
      return first.isJson() && first.hasKey("num_prompts") && !first.hasKey("input_length");
    }
  },
  /** The processed traces of Vidur: seconds, prefill and decode tokens. */
  VIDUR("arrived_at,num_prefill_tokens,num_decode_tokens", Layouts.VIDUR, CsvRows::new) {
    @Override
    boolean beginsWith(FirstLine first) {
      return first.hasColumns("arrived_at", "num_prefill_tokens", "num_decode_tokens");
    }
  },
  /** The traces of splitwise-sim. */
  SPLITWISE_SIM(
      "arrival_timestamp,prompt_size,token_size,...", Layouts.SPLITWISE_SIM, CsvRows::new) {
    @Override
    boolean beginsWith(FirstLine first) {
      return first.hasColumns("arrival_timestamp", "prompt_size", "token_size");
    }
  },
  /** Any CSV file with a header: {@code columns} says what its columns are called. */
  CSV("arrival,prompt,output", Layouts.COLUMNS, CsvRows::new) {
    @Override
    boolean beginsWith(FirstLine first) {
      return first.hasColumns("arrival", "prompt", "output");
    }
  },
  /** Any file of JSON objects, one a line: {@code columns} says what their keys are called. */
  JSONL("JSON objects of arrival, prompt, output", Layouts.COLUMNS, JsonLines::new) {
    @Override
    boolean beginsWith(FirstLine first) {
      return first.isJson()
          && first.hasKey("arrival")
          && first.hasKey("prompt")
          && first.hasKey("output");
    }
  };

  private final String sign;
  private final TraceLayout layout;
  private final BiFunction<TraceOpening, TraceLayout, RowSource> reader;

  TraceFormat(
      String sign, TraceLayout layout, BiFunction<TraceOpening, TraceLayout, RowSource> reader) {
    this.sign = sign;
    this.layout = layout;
    this.reader = reader;
  }

  /** As written in YAML. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a file that begins so is of this format. */
  abstract boolean beginsWith(FirstLine first);

  /** A reader of a file's rows. */
  RowSource open(TraceOpening opening) {
    return reader.apply(opening, layout.changedBy(opening.spec()));
  }

  /** Whether rows are found by the names of columns or keys, so that {@code columns} applies. */
  boolean namesColumns() {
    return this != SERVEGEN && this != VLLM_BENCH;
  }

  /** Whether prompts have hashed blocks. */
  boolean hasHashes() {
    return this == MOONCAKE || this == BAILIAN || this == JSONL;
  }

  /** Whether rows can say that a request failed. */
  boolean recordsFailures() {
    return this == VLLM_BENCH || layout.recordsFailures();
  }

  /**
   * The format of a file.
   *
   * @param columnsNamed whether the profile says what columns are called, so that a file needs no
   *     sign of its own
   * @throws BadRowException naming the formats that are known
   */
  TraceFormat resolve(FirstLine first, boolean columnsNamed) throws BadRowException {
    if (columnsNamed && this != AUTO) {
      return this;
    }
    for (TraceFormat format : values()) {
      if ((this == AUTO || this == format) && format.beginsWith(first)) {
        return format;
      }
    }
    if (columnsNamed) {
      return first.isJson() ? JSONL : CSV;
    }
    throw new BadRowException(unknown(first.text()));
  }

  private String unknown(String firstLine) {
    if (CsvHeader.ofLine(firstLine).names().containsAll(Layouts.LENGTHS_ALONE)) {
      return "has lengths and no times. Maybe use it for lengths: {file: ...}";
    }
    return "the header '"
        + (firstLine.length() <= 80 ? firstLine : firstLine.substring(0, 80) + "...")
        + "' belongs to no "
        + (this == AUTO ? "known format" : key() + " trace")
        + ". Maybe the first line is missing, or say under columns what is what; known headers are "
        + known();
  }

  private static RowSource unresolved(TraceOpening opening, TraceLayout layout) {
    throw new IllegalStateException("the format of " + opening.file() + " was not resolved");
  }

  private static String known() {
    return Arrays.stream(values())
        .filter(format -> format != AUTO)
        .map(format -> format.key() + " (" + format.sign + ")")
        .collect(Collectors.joining(", "));
  }
}
