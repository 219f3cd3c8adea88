package dev.crossover.engine.queueing;

import dev.crossover.engine.kernel.RandomStream;

/** Textbook queues with Poisson arrivals and a mean service of one second, with their formulas. */
enum Queue {
  M_M_1(1) {
    @Override
    double service(RandomStream stream, long index) {
      return stream.exponential(index);
    }

    @Override
    double meanWaitSeconds(double load) {
      return load / (1 - load);
    }
  },

  M_M_3(3) {
    @Override
    double service(RandomStream stream, long index) {
      return stream.exponential(index);
    }

    /** Erlang's C: the share of customers who wait at all, over the rate of freeing servers. */
    @Override
    double meanWaitSeconds(double load) {
      double offered = servers() * load;
      double term = 1;
      double free = 0;
      for (int n = 0; n < servers(); n++) {
        free += term;
        term *= offered / (n + 1);
      }
      double full = term / (1 - load);
      return full / (free + full) / (servers() * (1 - load));
    }
  },

  M_D_1(1) {
    @Override
    double service(RandomStream stream, long index) {
      return 1;
    }

    @Override
    double meanWaitSeconds(double load) {
      return pollaczekKhinchine(load, 0);
    }
  },

  /** Gamma services of shape 2, so with a squared coefficient of variation of 1/2. */
  M_G_1(1) {
    @Override
    double service(RandomStream stream, long index) {
      return stream.gamma(index, 2);
    }

    @Override
    double meanWaitSeconds(double load) {
      return pollaczekKhinchine(load, 0.5);
    }
  };

  private final int servers;

  Queue(int servers) {
    this.servers = servers;
  }

  /** Draw {@code index} of the service time, with mean 1. */
  abstract double service(RandomStream stream, long index);

  /** The mean time before service starts, in steady state. */
  abstract double meanWaitSeconds(double load);

  /** By Little's law from the mean wait and the mean service of one second. */
  double meanInSystem(double load) {
    return servers * load * (meanWaitSeconds(load) + 1);
  }

  int servers() {
    return servers;
  }

  /** The wait of M/G/1 by the squared coefficient of variation of its services. */
  private static double pollaczekKhinchine(double load, double squaredVariation) {
    return load / (1 - load) * (1 + squaredVariation) / 2;
  }
}
