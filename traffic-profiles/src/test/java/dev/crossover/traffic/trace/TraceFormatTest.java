package dev.crossover.traffic.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files as their publishers describe them; each is recognised by how it begins. */
class TraceFormatTest {
  @TempDir Path folder;
  private Replayed replayed = new Replayed(Path.of("."));

  @BeforeEach
  void begin() {
    replayed = new Replayed(folder);
  }

  /** Under every name of its format, and none, a file gives the same requests. */
  private List<String> both(String name, String text, String format) throws IOException {
    replayed.file(name, text);
    List<String> recognised = replayed.requests("file: " + name);
    assertThat(replayed.requests("file: " + name + ", format: " + format)).isEqualTo(recognised);
    return recognised;
  }

  @Test
  void azureMultimodalLeavesTheImagesOut() throws IOException {
    String text =
        "TIMESTAMP,NumImages,ContextTokens,GeneratedTokens\r\n"
            + "2024-10-21 09:00:00.123456+00:00,2,700,30\r\n"
            + "2024-10-21 09:00:01+00:00,0,10,4";
    assertThat(both("t.csv", text, "azure-multimodal"))
        .containsExactly("0.0: 700 + 30", "0.876544: 10 + 4");
  }

  @Test
  void bailianTurnsOfAChatAreOneSession() throws IOException {
    String text =
        """
        {"chat_id": 7, "parent_chat_id": -1, "timestamp": 61.114, "input_length": 20, "output_length": 3, "type": "text", "turn": 1, "hash_ids": [1, 2]}
        {"chat_id": 9, "parent_chat_id": 7, "timestamp": 61.2, "input_length": 33, "output_length": 5, "type": "text", "turn": 2, "hash_ids": [1, 3, 4]}
        {"chat_id": 12, "parent_chat_id": 9, "timestamp": 65, "input_length": 1, "output_length": 1, "type": "file", "turn": 3, "hash_ids": [5]}
        {"chat_id": 13, "parent_chat_id": 4, "timestamp": 65.5, "input_length": 1, "output_length": 1, "type": "file", "turn": 2, "hash_ids": [6]}
        """;
    assertThat(both("t.jsonl", text, "bailian"))
        .containsExactly(
            "0.0: 20 + 3 1:0+16 2:0+4 session 7",
            "0.086: 33 + 5 1:0+16 3:0+16 4:0+1 session 7",
            "3.886: 1 + 1 5:0+1 session 7",
            "4.386: 1 + 1 6:0+1 session 4");
    assertThat(replayed.requests("file: t.jsonl, filter: {type: file}")).hasSize(2);
    assertThat(replayed.requests("file: t.jsonl, columns: {class: type}"))
        .last()
        .asString()
        .endsWith("of file");
  }

  @Test
  void burstgptFailuresAreDroppedOrKept() throws IOException {
    String text =
        """
        Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type
        5,ChatGPT,472,18,490,Conversation log
        45,ChatGPT,1087,0,1087,API log
        118.5,GPT-4,417,276,693,Conversation log
        """;
    assertThat(both("t.csv", text, "burstgpt"))
        .containsExactly("0.0: 472 + 18", "113.5: 417 + 276");
    assertThat(replayed.trace("file: t.csv").summary(0, 0, 0, 0).failedRows()).isEqualTo(1);
    assertThat(replayed.requests("file: t.csv, failures: keep"))
        .contains("40.0: 1087 + 1")
        .hasSize(3);
    assertThat(replayed.requests("file: t.csv, filter: {Model: GPT-4, Log Type: Conversation log}"))
        .containsExactly("0.0: 417 + 276");
    assertThat(replayed.requests("file: t.csv, columns: {class: Log Type}, failures: keep"))
        .contains("40.0: 1087 + 1 of API log");
    assertThatThrownBy(() -> replayed.requests("file: t.csv, filter: {Modell: GPT-4}"))
        .hasMessageContaining("t.csv:1: has no column 'Modell'")
        .hasMessageContaining("Maybe 'Model' is meant");
  }

  @Test
  void burstgptSessionsAreKnownWhereTheColumnIsThere() throws IOException {
    String text =
        """
        Timestamp,Session ID,Elapsed time,Model,Request tokens,Response tokens,Total tokens,Log Type
        0.5,31,1.25,ChatGPT,10,18,28,Conversation log
        2,31,2,ChatGPT,40,2,42,Conversation log
        """;
    assertThat(both("t.csv", text, "burstgpt"))
        .containsExactly("0.0: 10 + 18 session 31", "1.5: 40 + 2 session 31");
  }

  @Test
  void vidurAndSplitwiseSimAreRead() throws IOException {
    assertThat(
            both(
                "v.csv",
                "arrived_at,num_prefill_tokens,num_decode_tokens\n0.0,374,44\n4.5e-05,396,109\n",
                "vidur"))
        .containsExactly("0.0: 374 + 44", "4.5E-5: 396 + 109");
    String splitwise =
        "request_id,request_type,application_id,arrival_timestamp,batch_size,prompt_size,token_size\n"
            + "0,2,0,0.25,1,374,44\n1,2,0,1.25,1,5,6\n";
    assertThat(both("s.csv", splitwise, "splitwise-sim"))
        .containsExactly("0.0: 374 + 44", "1.0: 5 + 6");
  }

  /** Requests are in the order of the data set there, in the order of time here. */
  @Test
  void aBenchmarkResultIsReplayedInTheOrderOfItsStarts() throws IOException {
    String text =
        """
        {"date": "20260821-101500", "endpoint_type": "vllm", "num_prompts": 4, "max_concurrency": null,
         "input_lens": [10, 20, 30, 40], "output_lens": [1, 2, 0, 4],
         "ttfts": [0.1, 0.1, 0.0, 0.1], "itls": [[], [0.01], [], [0.1, 0.1, 0.1]],
         "start_times": [100.5, 100.25, 100.75, 102], "generated_texts": ["a", "b", "", "d"],
         "errors": ["", "", "timeout", ""], "mean_ttft_ms": 75}
        """;
    assertThat(both("b.json", text, "vllm-bench"))
        .containsExactly("0.0: 20 + 2", "0.25: 10 + 1", "1.75: 40 + 4");
    assertThat(replayed.requests("file: b.json, failures: keep, format: vllm-bench"))
        .contains("0.5: 30 + 1");
    replayed.file("c.json", text.replace("start_times", "starts"));
    assertThatThrownBy(() -> replayed.requests("file: c.json"))
        .isInstanceOf(BadTraceException.class)
        .hasMessageContaining(
            "c.json:1: has no start_times. Maybe save the result with --save-det");
    replayed.file("d.json", text.replace("102]", "102, 103]"));
    assertThatThrownBy(() -> replayed.requests("file: d.json"))
        .hasMessageContaining("input_lens has 4 entries, start_times 5");
  }

  @Test
  void anyCsvFileIsReadByTheNamesOfItsColumns() throws IOException {
    String text =
        """
        "when","in",out,"who, exactly",tier,sys,sys_len
        1700000000123,"10",1,ann,gold,helper,8
        1700000000125,20,2,bob,free,,
        1700000001123,30,3,ann,gold,helper,8
        """;
    replayed.file("t.csv", text);
    String columns =
        "file: t.csv, arrival_unit: ms, columns: {arrival: when, prompt: in, output: out, "
            + "session: 'who, exactly', class: tier, prefix: sys, prefix_tokens: sys_len}";
    String ann = String.valueOf(RowText.number("ann"));
    String helper = String.valueOf(RowText.number("helper"));
    assertThat(replayed.requests(columns))
        .containsExactly(
            "0.0: 10 + 1 " + helper + ":0+8 session " + ann + " of gold",
            "0.002: 20 + 2 session " + RowText.number("bob") + " of free",
            "1.0: 30 + 3 " + helper + ":0+8 session " + ann + " of gold");
    assertThatThrownBy(() -> replayed.requests("file: t.csv, columns: {arrival: wen}"))
        .hasMessageContaining("t.csv:1: has no column 'wen'")
        .hasMessageContaining("Maybe 'when' is meant");
  }

  @Test
  void unitsAreOfTheArrivalColumn() throws IOException {
    for (String[] unit :
        new String[][] {{"s", "0.0000025"}, {"ms", "0.0025"}, {"us", "2.5"}, {"ns", "2500"}}) {
      replayed.file("t.csv", "arrival,prompt,output\n0,1,1\n" + unit[1] + ",1,1\n");
      assertThat(replayed.requests("file: t.csv, arrival_unit: " + unit[0]))
          .containsExactly("0.0: 1 + 1", "2.5E-6: 1 + 1");
    }
    replayed.file("t.csv", "arrival,prompt,output\n2026-01-01T00:00:00Z,1,1\n");
    assertThat(replayed.requests("file: t.csv, arrival_unit: iso8601")).hasSize(1);
    assertThatThrownBy(() -> replayed.requests("file: t.csv"))
        .hasMessageContaining("t.csv:2: arrival '2026-01-01T00:00:00Z' is not a time in s")
        .hasMessageContaining("arrival_unit");
  }

  @Test
  void anyJsonLinesAreReadByTheNamesOfTheirKeys() throws IOException {
    String text =
        """
        {"arrival": 0, "prompt": 600, "output": 2, "hash_ids": [4, 5], "session": "a", "class": "x"}
        {"arrival": 0.5, "prompt": 6, "output": 2, "prefix": "7", "prefix_tokens": 6, "class": ""}
        {"arrival": 0.5, "prompt": 6, "output": 0, "class": null}
        """;
    assertThat(both("t.jsonl", text, "jsonl"))
        .containsExactly(
            "0.0: 600 + 2 4:0+512 5:0+88 session " + RowText.number("a") + " of x",
            "0.5: 6 + 2 7:0+6 of x");
    replayed.file("u.jsonl", text.replace("arrival", "t0"));
    assertThat(replayed.requests("file: u.jsonl, columns: {arrival: t0}")).hasSize(2);
    assertThatThrownBy(() -> replayed.requests("file: u.jsonl, columns: {arrival: t1}"))
        .hasMessageContaining(
            "u.jsonl:1: t1 is missing. Maybe the keys are not t1, prompt, output");
  }

  @Test
  void aFileOfLengthsAloneSaysWhatItIsGoodFor() throws IOException {
    replayed.file(
        "l.csv", "num_prefill_tokens,num_decode_tokens,num_total_tokens,pd_ratio\n1,2,3,0\n");
    assertThatThrownBy(() -> replayed.requests("file: l.csv"))
        .hasMessageContaining("l.csv:1: has lengths and no times. Maybe use it for lengths");
  }

  @Test
  void whatHasNoEffectIsRefused() {
    for (String[] wrong :
        new String[][] {
          {
            "format: vidur, block_size: 16", "block_size has no effect: vidur traces have no hashes"
          },
          {"format: azure, failures: keep", "failures has no effect: azure traces do not record"},
          {"format: servegen, filter: {a: b}", "filter has no effect: servegen traces"},
          {"format: vllm-bench, columns: {prompt: b}", "columns has no effect"},
          {"rate_scale: 65", "rate_scale (65.0) must lie between 0.000001 and 64"},
          {"rate_scale: 0", "rate_scale (0.0) must lie between"},
          {"jitter: 2d", "jitter (2d) is above 1d"},
          {"block_size: many", "is neither auto nor a whole number"},
          {"lengths: maybe", "is not from_file"},
          {"lengths: {file: a.csv, prompt: 5}", "file gives prompt and output together"},
        }) {
      assertThatThrownBy(() -> ReplayYaml.bind("file: t.csv, " + wrong[0]))
          .hasStackTraceContaining(wrong[1])
          .hasStackTraceContaining("Maybe");
    }
  }

  @Test
  void thousandsOfClassesAreAWrongColumn() throws IOException {
    StringBuilder text = new StringBuilder("arrival,prompt,output,class\n");
    for (int i = 0; i < 1_001; i++) {
      text.append(i).append(",1,1,user-").append(i).append('\n');
    }
    replayed.file("t.csv", text.toString());
    assertThatThrownBy(() -> replayed.requests("file: t.csv"))
        .isInstanceOf(BadTraceException.class)
        .hasMessageContaining("class number 1001, and the limit is 1000");
    Files.delete(folder.resolve("t.csv"));
  }
}
