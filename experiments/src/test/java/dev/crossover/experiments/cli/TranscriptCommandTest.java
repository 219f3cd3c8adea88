package dev.crossover.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.experiments.transcript.EngineKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The transcript command as a user meets it. */
class TranscriptCommandTest {
  private static final String CONFIG =
      "{'max_num_seqs':4,'max_num_batched_tokens':64,'max_model_len':128,"
          + "'enable_chunked_prefill':true,'enable_prefix_caching':false,'num_blocks':10,"
          + "'block_size':16,'policy':'fcfs','async_scheduling':false}";
  private static final String A = "{'id':'a','prompt':[['a',0,16]],'max_tokens':2}";

  /** One prompt of a block, two tokens: a step for the prompt and one for the second token. */
  private static final String EXPECTED =
      "{'steps':[{'k':0,'s':[['a',16]],'run':1,'wait':0,'free':8,'adm':[['a',0]],"
          + "'running':['a'],'waiting':[]},"
          + "{'k':1,'s':[['a',1]],'run':1,'wait':0,'free':7,'fin':[['a','length']],"
          + "'running':['a'],'waiting':[]}],"
          + "'total_steps':2,'preemptions':0,'final_free_blocks':9,"
          + "'final_free_queue':[2,1,3,4,5,6,7,8,9]}";

  @TempDir private Path folder;

  private record Outcome(int code, String out, String err) {}

  @Test
  void aCaseIsPrintedInItsOwnFormLineByLine() throws IOException {
    Outcome outcome = run(file("a.json", CONFIG, A, ""));
    assertThat(outcome.code).isZero();
    assertThat(outcome.err).isEmpty();
    assertThat(outcome.out)
        .isEqualTo(
            """
            {"id":"case","steps":[
            {"k":0,"s":[["a",16]],"run":1,"wait":0,"free":8,"adm":[["a",0]],\
            "running":["a"],"waiting":[]},
            {"k":1,"s":[["a",1]],"run":1,"wait":0,"free":7,"fin":[["a","length"]],\
            "running":["a"],"waiting":[]}
            ],"total_steps":2,"preemptions":0,"final_free_blocks":9,\
            "final_free_queue":[2,1,3,4,5,6,7,8,9]}
            """);
  }

  @Test
  void anIdenticalRunIsOneLineAndExitCode0() throws IOException {
    Path file = file("a.json", CONFIG, A, ",'expected':" + EXPECTED);
    Outcome outcome = run("--check", file.toString());
    assertThat(outcome.out).isEqualTo(file + ": identical, 2 steps\n");
    assertThat(outcome.code).isZero();
  }

  /** Whatever is recorded is compared: a change of any value is found where it was made. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [['a',16]]              | [['a',15]]              | step 0 in s
          'run':1                 | 'run':2                 | step 0 in run
          'wait':0                | 'wait':1                | step 0 in wait
          'free':7                | 'free':8                | step 1 in free
          'adm':[['a',0]]         | 'adm':[['a',16]]        | step 0 in adm
          'adm':[['a',0]],        | ''                      | step 0 in adm
          'fin':[['a','length']]  | 'fin':[['a','stop']]    | step 1 in fin
          'running':['a']         | 'running':['b']         | step 0 in running
          'waiting':[]            | 'waiting':['a']         | step 0 in waiting
          'waiting':[]            | 'pre':['a']             | step 0 in pre
          'waiting':[]            | 'acc':[['a',1]]         | step 0 in acc
          'waiting':[]            | 'spec':[['a',1]]        | step 0 in spec
          'waiting':[]            | 'aborted':['a']         | step 0 in aborted
          'k':1                   | 'k':2                   | step 2 in k
          'total_steps':2         | 'total_steps':3         | the end in total_steps
          'preemptions':0         | 'preemptions':1         | the end in preemptions
          'final_free_blocks':9   | 'final_free_blocks':8   | the end in final_free_blocks
          [2,1,3                  | [1,2,3                  | the end in final_free_queue
          """)
  void aChangedRecordingIsFoundOut(String from, String to, String place) throws IOException {
    String changed = EXPECTED.replaceFirst(java.util.regex.Pattern.quote(from), to);
    assertThat(changed).isNotEqualTo(EXPECTED);
    Path file = file("a.json", CONFIG, A, ",'expected':" + changed);
    Outcome outcome = run("--check", file.toString());
    assertThat(outcome.code).isEqualTo(1);
    assertThat(outcome.out).startsWith(file + ": differs at " + place + "\n  expected  ");
    assertThat(outcome.out.lines()).hasSize(3);
  }

  @Test
  void aMissingOrSurplusStepIsFoundOut() throws IOException {
    int second = EXPECTED.indexOf(",{'k':1");
    int end = EXPECTED.indexOf("],'total");
    String fewer = EXPECTED.substring(0, second) + EXPECTED.substring(end);
    Path file = file("a.json", CONFIG, A, ",'expected':" + fewer);
    assertThat(run("--check", file.toString()).out)
        .startsWith(file + ": differs at step 1 in the number of steps\n  expected  nothing\n");
    String row = EXPECTED.substring(second, end).replace("'k':1", "'k':2");
    String more = EXPECTED.substring(0, end) + row + EXPECTED.substring(end);
    file = file("a.json", CONFIG, A, ",'expected':" + more);
    assertThat(run("--check", file.toString()).out)
        .startsWith(file + ": differs at step 2 in the number of steps")
        .endsWith("found     nothing\n");
  }

  @Test
  void aTraceIsPrintedAndComparedInItsOwnForm() throws IOException {
    String steps =
        ",'summary':{'steps':2,'scheduled_tokens':17,'max_running':1},"
            + "'final_free_queue_head':[2,1,3,4,5,6,7,8,9],"
            + "'steps':[[0,'a:16',1,0,8,[],[['a',0]],[]],[1,'a',1,0,7,[],[],['a']]]";
    Path file = file("a.json", CONFIG, A, steps);
    assertThat(run("--check", file.toString()).out).isEqualTo(file + ": identical, 2 steps\n");
    assertThat(run(file).out)
        .startsWith("{\"id\":\"case\",\"summary\":{\"steps\":2,\"scheduled_tokens\":17,")
        .contains("\"steps\":[\n[0,\"a:16\",1,0,8,[],[[\"a\",0]],[]],\n[1,\"a\",1,0,7,[],[],");
    file =
        file("b.json", CONFIG, A, steps.replace("'scheduled_tokens':17", "'scheduled_tokens':1"));
    assertThat(run("--check", file.toString()).out)
        .isEqualTo(
            file
                + ": differs at the end in summary.scheduled_tokens\n  expected  1\n"
                + "  found     17\n");
  }

  /** Each mistake is told with file, path and value, before anything runs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'max_num_seqs':4,    | ''                     | config: has no 'max_num_seqs'
          'max_num_seqs':4     | 'max_num_seqs':'4'     | config.max_num_seqs: is not a whole number ("4")
          'max_num_seqs':4     | 'max_num_seqs':4.5     | config.max_num_seqs: is not a whole number (4.5)
          'max_num_seqs':4     | 'max_num_seqs':0       | config.max_num_seqs: must be 1 to
          'max_num_seqs':4     | 'max_num_seqs':100     | config: max_num_batched_tokens must be at least
          'max_num_seqs':4     | 'max_num_seq':4        | config.max_num_seq: is not a known key. Maybe max_num_seqs?
          'policy':'fcfs'      | 'policy':'lifo'        | config.policy: is not a scheduling policy ("lifo"). Maybe
          'block_size':16      | 'block_size':16,'profile':'2020-01' | config.profile: is not a known version
          'block_size':16      | 'block_size':16,'pipeline_parallel_size':2 | config.pipeline_parallel_size: is not simulated
          'block_size':16      | 'block_size':16,'hash_block_size':8        | config.hash_block_size: is not simulated
          'block_size':16      | 'block_size':16,'watermark':1  | config.watermark: must be at least 0 and below 1
          [['a',0,16]]         | []                     | requests[0].prompt: is empty
          [['a',0,16]]         | [['a',0]]              | requests[0].prompt[0]: does not have 3 elements
          [['a',0,16]]         | [['a',0,0]]            | requests[0].prompt[0][2]: must be 1 to
          [['a',0,16]]         | [['a',0,128]]          | requests[0].prompt: has 128 tokens, max_model_len 128 leaves room for 127
          [['a',0,16]]         | [['o:b',0,16]]         | requests[0].prompt[0][0]: is the output of no request ("o:b")
          [['a',0,16]]         | [[7,0,16]]             | requests[0].prompt[0][0]: is not a text
          'max_tokens':2       | 'max_tokens':0         | requests[0].max_tokens: must be 1 to
          'max_tokens':2       | 'max_tokens':2,'accept':[] | requests[0].accept: is empty
          'max_tokens':2       | 'max_tokens':2,'lora':0    | requests[0].lora: must be 1 to
          'max_tokens':2}      | 'max_tokens':2},{'id':'a','prompt':[['a',0,1]],'max_tokens':2} | requests[1].id: is the id of another request too ("a")
          ]}                   | ],'aborts_before_step':{'1':['b']}}   | aborts_before_step.1[0]: is not the id of a request ("b")
          ]}                   | ],'aborts_before_step':{'x':['a']}}   | aborts_before_step.x: is not under the number of a step
          ]}                   | ],'aborts_before_stp':{'1':['a']}}    | aborts_before_stp: is not a known key. Maybe aborts_before_step?
          ]}                   | ],'id':'b'}            | is not JSON: Duplicate field 'id'
          ]}                   | ]                      | is not JSON
          ]}                   | ]} 1                   | is not JSON
          'requests'           | 'request'              | request: is not a known key. Maybe requests?
          """)
  void aMistakeIsToldWithItsPlace(String from, String to, String message) throws IOException {
    String good = text(CONFIG, A, "");
    int at = from.equals("]}") ? good.lastIndexOf(from) : good.indexOf(from);
    assertThat(at).isPositive();
    Path file = folder.resolve("bad.json");
    String bad = good.substring(0, at) + to + good.substring(at + from.length());
    Files.writeString(file, bad.replace('\'', '"'));
    Outcome outcome = run(file("good.json", CONFIG, A, ""), file);
    assertThat(outcome.err).startsWith(file.toString()).contains(": " + message);
    assertThat(outcome.err.lines()).hasSize(1);
    assertThat(outcome.out).isEmpty();
    assertThat(outcome.code).isEqualTo(2);
  }

  @Test
  void everyWrongFileIsToldAtOnce() throws IOException {
    Path missing = folder.resolve("missing.json");
    Path empty = folder.resolve("empty.json");
    Files.writeString(empty, "");
    Path unrecorded = file("unrecorded.json", CONFIG, A, "");
    Outcome outcome = run("--check", missing.toString(), empty.toString(), unrecorded.toString());
    assertThat(outcome.code).isEqualTo(2);
    assertThat(outcome.err.lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith(missing + ": there is no such file"),
            line -> assertThat(line).startsWith(empty + ": is empty"),
            line -> assertThat(line).startsWith(unrecorded + ": expected: is not there"));
  }

  @Test
  void aFolderStandsForItsRecordings() throws IOException {
    Path second = file("b.json", CONFIG, A, ",'expected':" + EXPECTED);
    Path first = file("a.json", CONFIG, A, ",'expected':" + EXPECTED);
    Files.writeString(folder.resolve("README.md"), "about them");
    assertThat(run("--check", folder.toString()).out)
        .isEqualTo(first + ": identical, 2 steps\n" + second + ": identical, 2 steps\n");
    assertThat(run("--check", Files.createDirectory(folder.resolve("none")).toString()).err)
        .isEqualTo(folder.resolve("none") + ": holds no .json file. Maybe name a file?\n");
  }

  /** No sum of a request's limits leaves the numbers that hold it. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void theLargestLimitsAreLimitsStill(EngineKind kind) throws IOException {
    String request = A.replace("'max_tokens':2", "'max_tokens':2147483646,'out':2147483647");
    for (String async : List.of("false", "true")) {
      String config = CONFIG.replace("'async_scheduling':false", "'async_scheduling':" + async);
      Outcome outcome = run("--engine", kind.key(), file("a.json", config, request, "").toString());
      assertThat(outcome.out).contains("\"fin\":[[\"a\",\"length\"]]").contains("\"k\":111,");
      assertThat(outcome.out).doesNotContain("\"k\":113,");
    }
  }

  @Test
  void anUnknownEngineOrProfileIsTold() throws IOException {
    String file = file("a.json", CONFIG, A, "").toString();
    assertThat(run("--engine", "fast", file).err)
        .isEqualTo("--engine must be reference, core, not 'fast'\n");
    assertThat(run("--profile", "2020-01", file).err)
        .isEqualTo("--profile must be 2025-11, 2026-03, 2026-08, not '2020-01'\n");
  }

  /** Five blocks: the prompt fills them, so the second token makes it yield, and never return. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void aStalledEngineIsToldAndItsTranscriptEnds(EngineKind kind) throws IOException {
    String config = CONFIG.replace("'num_blocks':10", "'num_blocks':3");
    Path file = file("a.json", config, A.replace("16", "32"), "");
    Outcome outcome = run("--engine", kind.key(), file.toString());
    assertThat(outcome.code).isZero();
    assertThat(outcome.out).contains("\"total_steps\":3,\"preemptions\":1");
    assertThat(outcome.err)
        .startsWith("crossover: " + file + ": stalled after 3 steps: what waits can never be");
  }

  /** Where vLLM goes on calling, a newcomer finds the call of its number. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void whoArrivesAtAStalledEngineIsServedIfItsPolicyAllows(EngineKind kind) throws IOException {
    String config =
        CONFIG.replace("'num_blocks':10", "'num_blocks':3").replace("'fcfs'", "'priority'");
    String late = ",{'id':'b','arrive_step':6,'prompt':[['b',0,4]],'max_tokens':1,'priority':-1}";
    Path file = file("a.json", config, A.replace("16", "32") + late, "");
    Outcome outcome = run("--engine", kind.key(), file.toString());
    assertThat(outcome.out)
        .contains("{\"k\":5,\"s\":[],\"run\":0,\"wait\":1,\"free\":2,")
        .contains("{\"k\":6,\"s\":[[\"b\",4]],\"run\":1,\"wait\":1,\"free\":1,")
        .contains("\"total_steps\":8");
  }

  /** An abort before a call of a stalled engine is seen by that call; then nobody is left. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void whoBlocksAStalledEngineCanBeAborted(EngineKind kind) throws IOException {
    String config = CONFIG.replace("'num_blocks':10", "'num_blocks':3");
    String behind = ",{'id':'b','arrive_step':1,'prompt':[['b',0,4]],'max_tokens':1}";
    String aborts = ",'aborts_before_step':{'5':['a','b'],'9':['a']}";
    Path file = file("a.json", config, A.replace("16", "32") + behind, aborts);
    Outcome outcome = run("--engine", kind.key(), file.toString());
    assertThat(outcome.err).isEmpty();
    assertThat(outcome.out)
        .contains("{\"k\":4,\"s\":[],\"run\":0,\"wait\":2,")
        .contains("\"total_steps\":5,");
    aborts = aborts.replace("'a','b'", "'a'");
    file = file("a.json", config, A.replace("16", "32") + behind, aborts);
    assertThat(run("--engine", kind.key(), file.toString()).out)
        .contains("{\"k\":5,\"s\":[[\"b\",4]],", "\"aborted\":[\"a\"]}", "\"total_steps\":6,");
  }

  /** Between the first two calls of an asynchronous engine no time passes. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void whatIsDueBeforeTheSecondCallIsSeenByIt(EngineKind kind) throws IOException {
    String config = CONFIG.replace("'async_scheduling':false", "'async_scheduling':true");
    String behind = ",{'id':'b','arrive_step':1,'prompt':[['b',0,4]],'max_tokens':1}";
    Path file = file("a.json", config, A + behind, ",'aborts_before_step':{'1':['a']}");
    assertThat(run("--engine", kind.key(), file.toString()).out)
        .contains("{\"k\":0,\"s\":[[\"a\",16]],\"run\":1,\"wait\":0,")
        .contains("{\"k\":1,\"s\":[[\"b\",4]],\"run\":1,\"wait\":0,", "\"aborted\":[\"a\"]}");
  }

  /** Blocks without a key were appended at the end before 2026-06, with the last one first. */
  @Test
  void aProfileChangesTheRules() throws IOException {
    String file = file("a.json", CONFIG, A, "").toString();
    assertThat(run("--profile", "2026-03", file).out)
        .contains("\"final_free_queue\":[3,4,5,6,7,8,9,2,1]");
    String old = CONFIG.replace("'policy'", "'profile':'2026-03','policy'");
    file = file("a.json", old, A, "").toString();
    assertThat(run(file).out).contains("\"final_free_queue\":[3,4,5,6,7,8,9,2,1]");
    assertThat(run("--profile", "2026-08", file).out)
        .contains("\"final_free_queue\":[2,1,3,4,5,6,7,8,9]");
  }

  private Path file(String name, String config, String requests, String more) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text(config, requests, more).replace('\'', '"'));
    return file;
  }

  private static String text(String config, String requests, String more) {
    return "{'id':'case','config':" + config + ",'requests':[" + requests + "]" + more + "}";
  }

  private static Outcome run(Path... files) {
    List<String> args = new ArrayList<>();
    for (Path file : files) {
      args.add(file.toString());
    }
    return run(args.toArray(String[]::new));
  }

  private static Outcome run(String... options) {
    List<String> args = new ArrayList<>(List.of("transcript", "--engine", "reference"));
    if (List.of(options).contains("--engine")) {
      args = new ArrayList<>(List.of("transcript"));
    }
    args.addAll(List.of(options));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), args.toArray(String[]::new));
    return new Outcome(code, out.toString(), err.toString().replace(System.lineSeparator(), "\n"));
  }
}
