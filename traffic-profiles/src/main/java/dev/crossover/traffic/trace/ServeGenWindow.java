package dev.crossover.traffic.trace;

import dev.crossover.engine.kernel.RandomStream;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * How one client of a ServeGen pool asks during one window: {@code start,rate,cv,law,shape,scale}.
 * The gaps have the law's shape and the mean that the rate says; the recorded scale, fitted apart,
 * agrees with the rate only roughly. Where no law could be fitted the gaps are exponential.
 *
 * @param startNanos of the window
 * @param perSecond requests per second
 * @param law of the gaps
 * @param shape of the law
 */
record ServeGenWindow(long startNanos, double perSecond, Law law, double shape) {
  /** ServeGen's windows are ten minutes. */
  static final long NANOS = 600_000_000_000L;

  private static final int FIELDS = 6;
  private static final double MAX_PER_SECOND = 1e6;

  /** Below this a gamma's gaps are zero in nearly all cases, and a Weibull's mean overflows. */
  private static final double MIN_SHAPE = 0.01;

  private static final double MAX_SHAPE = 1e6;

  /** The laws of gaps; each draws one of mean 1. */
  enum Law {
    /** No memory. */
    EXPONENTIAL {
      @Override
      double gap(RandomStream draws, long index, double shape) {
        return draws.exponential(index);
      }

      @Override
      double firstGap(RandomStream draws, long index, double shape) {
        return draws.exponential(index);
      }
    },
    GAMMA {
      @Override
      double gap(RandomStream draws, long index, double shape) {
        return draws.gamma(index, shape);
      }

      @Override
      double firstGap(RandomStream draws, long index, double shape) {
        double around = draws.gamma(index, shape + 1) * (shape + 1) / shape;
        return around * draws.uniform(-1 - index);
      }
    },
    WEIBULL {
      @Override
      double gap(RandomStream draws, long index, double shape) {
        return FastMath.pow(draws.exponential(index), 1 / shape) / mean(shape);
      }

      @Override
      double firstGap(RandomStream draws, long index, double shape) {
        double power = 1 + 1 / shape;
        double around = FastMath.pow(draws.gamma(index, power) * power, 1 / shape) / mean(shape);
        return around * draws.uniform(-1 - index);
      }

      private double mean(double shape) {
        return FastMath.exp(Gamma.logGamma(1 + 1 / shape));
      }
    };

    /** One gap. */
    abstract double gap(RandomStream draws, long index, double shape);

    /**
     * The time from an instant like any other to the next request: a uniform share of the gap
     * around it, which is drawn in proportion to its length (Cox, Renewal Theory, 1962, ch. 5). So
     * the expected number of requests in a window is its rate times its length.
     */
    abstract double firstGap(RandomStream draws, long index, double shape);
  }

  /** Whether a line has the form of a window. */
  static boolean isOne(String line) {
    try {
      parse(line);
      return true;
    } catch (BadRowException e) {
      return false;
    }
  }

  static ServeGenWindow parse(String line) throws BadRowException {
    String[] fields = line.split(",", -1);
    if (fields.length != FIELDS) {
      throw new BadRowException(
          "has "
              + fields.length
              + " columns, not start,rate,cv,law,shape,scale. Maybe the line was cut off");
    }
    long start = ArrivalUnit.S.parse("start", fields[0].strip());
    double rate = number("rate", fields[1], 0, MAX_PER_SECOND);
    Law law = law(fields[3].strip());
    if (law == Law.EXPONENTIAL || rate == 0) {
      return new ServeGenWindow(start, rate, Law.EXPONENTIAL, 1);
    }
    return new ServeGenWindow(start, rate, law, number("shape", fields[4], MIN_SHAPE, MAX_SHAPE));
  }

  private static Law law(String text) throws BadRowException {
    return switch (text) {
      case "" -> Law.EXPONENTIAL;
      case "Gamma" -> Law.GAMMA;
      case "Weibull" -> Law.WEIBULL;
      default ->
          throw new BadRowException(
              "law '" + RowText.shown(text) + "' is none of Gamma, Weibull or empty. Maybe Gamma");
    };
  }

  static double number(String column, String text, double least, double most)
      throws BadRowException {
    double value;
    try {
      value = Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      value = Double.NaN;
    }
    if (!(value >= least && value <= most)) {
      throw new BadRowException(
          column
              + " '"
              + RowText.shown(text.strip())
              + "' is not a number between "
              + least
              + " and "
              + most
              + ". Maybe the columns are shifted");
    }
    return value;
  }
}
