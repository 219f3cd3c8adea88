package dev.crossover.engine.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.engine.metering.UsageLedger.InstanceUsage;
import dev.crossover.engine.metering.UsageLedger.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageLedgerTest {
  @Test
  void aLedgerKeepsWhatWasWrittenAtTheTime() {
    List<InstanceUsage> rows = new ArrayList<>();
    rows.add(new InstanceUsage("aws/g5.xlarge", "on_demand", 1, 0));
    UsageLedger ledger = new UsageLedger(rows, List.of());
    rows.clear();
    assertThat(ledger.instances()).hasSize(1);
  }

  @Test
  void impossibleRowsAreRefused() {
    assertThatThrownBy(() -> new InstanceUsage("i", "spot", -1, 0)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new InstanceUsage("i", "spot", 0, -2)).hasMessageContaining("-2");
    assertThatThrownBy(() -> new TokenUsage("m", 1, 10, 11, 5)).hasMessageContaining("0..10");
    assertThatThrownBy(() -> new TokenUsage("m", -1, 10, 0, 5)).hasMessageContaining("requests");
    assertThatThrownBy(() -> new TokenUsage("m", 1, 10, 0, -5)).hasMessageContaining("output");
  }
}
