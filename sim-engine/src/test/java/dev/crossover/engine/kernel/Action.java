package dev.crossover.engine.kernel;

/** An event that runs a piece of a test. */
final class Action extends CalendarEvent {
  private final Runnable body;

  Action(Runnable body) {
    super(EventOrder.ENGINE);
    this.body = body;
  }

  @Override
  protected void fire() {
    body.run();
  }
}
