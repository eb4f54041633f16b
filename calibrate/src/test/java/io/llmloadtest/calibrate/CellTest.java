package io.llmloadtest.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.llmloadtest.truth.TruthOptions;
import io.llmloadtest.truth.TruthServer;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.file.LedgerReader;
import io.llmloadtest.wire.ClientClock;
import io.llmloadtest.wire.kernel.Kernel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CellTest {

    private static final int STREAMS = 3;
    private static final int TOKENS = 10;
    private static final int WAVES = 2;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(ClientClock.class)
    void everyTokenIsSetAgainstItsWriteAndNoneArrivesBeforeIt(ClientClock clock) throws Exception {
        assumeThat(clock == ClientClock.USER || Kernel.unavailable().isEmpty()).isTrue();
        TruthOptions schedule = TruthOptions.defaults().withSchedule(Duration.ofMillis(5), Duration.ofMillis(2));
        try (TruthServer server = TruthServer.start(schedule)) {
            Cell.Cost cost = new Cell(new CellPlan(server.port(), STREAMS, TOKENS, WAVES, Optional.empty(),
                    clock), folder).run();
            Comparison all = new Comparison(TruthRecord.take(server.port()));
            LedgerReader.read(folder, GoodputLimits.NONE, all::add);

            assertThat(cost.chunks()).isEqualTo(STREAMS * WAVES * TOKENS);
            assertThat(cost.allChunks()).isEqualTo(STREAMS * (WAVES + 1) * TOKENS);
            assertThat(all.lateness().count()).isEqualTo(STREAMS * (WAVES + 1) * TOKENS);
            assertThat(all.lateness().min().orElseThrow()).isPositive();
            assertThat(all.requestPath().min().orElseThrow()).isPositive();
            assertThat(all.ttftError().count()).isEqualTo(STREAMS * (WAVES + 1));
            assertThat(all.itlError().count()).isEqualTo(STREAMS * (WAVES + 1) * (TOKENS - 1));
            assertThat(all.trueItl().count()).isEqualTo(all.reported().itl().count());
        }
    }
}
