package dev.crossover.experiments.cli;

import dev.crossover.models.catalog.Catalog;
import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.models.catalog.HostedModel;
import dev.crossover.models.catalog.InstanceType;
import dev.crossover.models.catalog.LlmSpec;
import dev.crossover.models.catalog.PurchaseOption;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what can be named in experiments. */
@Command(
    name = "catalog",
    description = "Shows the models, GPUs, instances and hosted APIs that experiments can name.",
    subcommands = CatalogCommand.ListCommand.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class CatalogCommand {
  /** Lists everything, with today's prices. */
  @Command(
      name = "list",
      description = "Lists everything, with the newest prices.",
      mixinStandardHelpOptions = true)
  static final class ListCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Mixin private LibraryOptions library = new LibraryOptions();

    @Override
    public Integer call() {
      if (spec == null) {
        throw new IllegalStateException("picocli sets the spec before it calls");
      }
      PrintWriter out = spec.commandLine().getOut();
      Catalog catalog = library.library().catalog().all();
      LocalDate day = catalog.newestDate();
      out.println("models");
      for (LlmSpec llm : catalog.llms()) {
        line(out, "%-28s %6.1fB parameters", llm.id(), llm.parameters() / 1e9);
      }
      out.println("GPUs");
      for (GpuSpec gpu : catalog.gpus()) {
        line(
            out,
            "%-28s %6.0f GiB  %s",
            gpu.id(),
            (double) gpu.memoryGib(),
            gpu.quality().label().toString().toLowerCase(Locale.ROOT));
      }
      out.println("instances (USD per hour on demand)");
      for (InstanceType type : catalog.instances()) {
        String usd =
            type.pricesAt(day)
                .usdPerHour(PurchaseOption.ON_DEMAND)
                .map(price -> price.toPlainString())
                .orElse("-");
        line(out, "%-28s %dx %-14s %s", type.id(), type.gpus(), type.gpu(), usd);
      }
      out.println("hosted (USD per million tokens, input and output)");
      for (HostedModel model : catalog.hosted()) {
        HostedModel.TokenPrices prices = model.pricesAt(day);
        line(
            out,
            "%-28s %s and %s",
            model.id(),
            prices.input().toPlainString(),
            prices.output().toPlainString());
      }
      line(out, "newest fact: %s", day);
      return ExitCode.DONE.number();
    }

    private static void line(PrintWriter out, String format, Object... values) {
      out.println(String.format(Locale.ROOT, "  " + format, values));
    }
  }
}
