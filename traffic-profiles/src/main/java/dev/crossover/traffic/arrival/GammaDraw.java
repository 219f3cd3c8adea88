package dev.crossover.traffic.arrival;

import dev.crossover.engine.kernel.RandomStream;
import org.apache.commons.math3.util.FastMath;

/**
 * Gamma draws of mean 1 after Marsaglia and Tsang (ACM TOMS 26, 2000), with the boost of a power of
 * a uniform draw for shapes below 1. Each draw has a sub-stream of its own, for it takes a variable
 * number of random numbers.
 */
final class GammaDraw {
  /** One attempt in 20 fails at most, so this many never do. */
  private static final int MAX_ATTEMPTS = 200;

  private GammaDraw() {}

  static double of(RandomStream draws, long index, double shape) {
    RandomStream own = draws.sub(index);
    if (shape >= 1) {
      return marsagliaTsang(own, shape) / shape;
    }
    double boost = FastMath.exp(FastMath.log(own.uniform(0)) / shape);
    return marsagliaTsang(own, shape + 1) * boost / shape;
  }

  private static double marsagliaTsang(RandomStream own, double shape) {
    double d = shape - 1.0 / 3;
    double c = 1 / FastMath.sqrt(9 * d);
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      double x = own.normal(1 + 2L * attempt);
      double root = 1 + c * x;
      double v = root * root * root;
      double u = own.uniform(2 + 2L * attempt);
      if (v > 0 && FastMath.log(u) < 0.5 * x * x + d - d * v + d * FastMath.log(v)) {
        return d * v;
      }
    }
    throw new IllegalStateException("no gamma draw of shape " + shape + " was accepted");
  }
}
