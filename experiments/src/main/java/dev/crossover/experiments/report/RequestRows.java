package dev.crossover.experiments.report;

import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.Reason;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One row per request of one replication, as a gzip member that joins others into {@code
 * requests.csv.gz}. Rows leave in the order of arrival as far as a bounded window reaches. Memory
 * is bounded. Confined to the thread that runs the replication.
 */
public final class RequestRows implements AutoCloseable {
  /** For a time that a request does not have. */
  public static final long ABSENT = -1;

  static final String FILE = "requests.csv.gz";

  private static final String HEADER =
      "point,strategy,replication,id,class,arrival_s,prompt_tokens,output_tokens,fate,reason,route,"
          + "attempts,queue_s,ttft_s,tpot_s,e2e_s\n";
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path part;
  private final OutputStream file;
  private final ArrivalOrder order;
  private final RowText row;
  private final byte[] lead;
  private @Nullable IOException failure;

  private RequestRows(Path part, OutputStream file, String lead) throws IOException {
    this.part = part;
    this.file = file;
    this.order = new ArrivalOrder(new FastGzip(file));
    this.row = new RowText();
    this.lead = lead.getBytes(StandardCharsets.UTF_8);
  }

  static RequestRows open(Path part, int point, String strategy, int replication)
      throws IOException {
    StringBuilder lead = new StringBuilder();
    lead.append(point).append(',').append(Csv.cell(strategy)).append(',').append(replication);
    OutputStream file = Files.newOutputStream(AtomicFile.temporary(part));
    try {
      return new RequestRows(part, file, lead.append(',').toString());
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Adds a request. A file that cannot be written is reported by {@link #close}: the simulation
   * goes on, since its results do not depend on these rows.
   *
   * @param ordinal arrivals before it, each once: the order of the rows
   * @param id of the request, the same under every strategy
   * @param className traffic class
   * @param arrivalNanos from the start of the measured window
   * @param promptTokens of the request
   * @param outputTokens delivered
   * @param fate how it ended
   * @param reason why it was rejected or failed; null otherwise
   * @param route who served it last: a strategy's part such as {@code primary}, or empty
   * @param attempts sent, the first included
   * @param queueNanos enqueued to first scheduled, or {@link #ABSENT}
   * @param ttftNanos first arrival to first token, or {@link #ABSENT}
   * @param e2eNanos first arrival to last token, or {@link #ABSENT}
   */
  public void row(
      long ordinal,
      long id,
      String className,
      long arrivalNanos,
      int promptTokens,
      int outputTokens,
      Fate fate,
      @Nullable Reason reason,
      String route,
      int attempts,
      long queueNanos,
      long ttftNanos,
      long e2eNanos) {
    if (failure != null) {
      return;
    }
    row.start(lead).number(id).text(className).seconds(arrivalNanos);
    row.number(promptTokens).number(outputTokens);
    row.word(fate).word(reason);
    row.text(route).number(attempts).seconds(queueNanos).seconds(ttftNanos);
    row.seconds(tpotNanos(outputTokens, ttftNanos, e2eNanos)).seconds(e2eNanos).end();
    try {
      order.add(ordinal, row);
    } catch (IOException e) {
      failure = e;
    }
  }

  private static long tpotNanos(int outputTokens, long ttftNanos, long e2eNanos) {
    boolean measured = outputTokens > 1 && ttftNanos >= 0 && e2eNanos >= 0;
    return measured ? (e2eNanos - ttftNanos) / (outputTokens - 1) : ABSENT;
  }

  /**
   * Ends the rows; only now the part appears, and only whole.
   *
   * @throws IOException when any of them could not be written
   */
  @Override
  public void close() throws IOException {
    Path temporary = AtomicFile.temporary(part);
    try {
      order.close();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    } finally {
      file.close(); // gzip leaves it open when its last bytes do not fit
    }
    if (failure != null) {
      Files.deleteIfExists(temporary);
      throw failure;
    }
    Files.move(temporary, part, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes the header and the parts, in their order, as members of one gzip file. */
  static void join(List<Path> parts, OutputStream out) throws IOException {
    FastGzip header = new FastGzip(out);
    header.write(HEADER.getBytes(StandardCharsets.UTF_8));
    header.finish();
    header.release();
    for (Path part : parts) {
      Files.copy(part, out);
    }
  }

  /** The JDK's gzip, whose header holds no time, at its fastest level. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(new BufferedOutputStream(out, BUFFER_BYTES), BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }

    /** Lets go of what a closed stream would, but not of the stream below. */
    void release() throws IOException {
      out.flush();
      def.end();
    }
  }
}
