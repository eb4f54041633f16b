package io.llmloadtest.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.wire.ClientClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CalibrationTest {

    @Test
    void eachNumberOfStreamsIsMeasuredAgainstAServerInAProcessOfItsOwn() throws Exception {
        List<String> told = new ArrayList<>();
        CalibrationReport report = new Calibration(List.of(1, 3), ClientClock.USER).measure(told::add);

        assertThat(report.rows()).extracting(CalibrationReport.Row::streams).containsExactly(1, 3);
        assertThat(report.rows()).allSatisfy(row -> {
            assertThat(row.chunksPerSecond()).isPositive();
            assertThat(row.itlP50()).isPresent();
            assertThat(row.itlP99()).isPresent();
        });
        assertThat(report.flood().chunksPerSecond()).isPositive();
        assertThat(report.clockStepNanos()).isPositive();
        assertThat(told).contains("1 stream", "3 streams", "flood");
        assertThat(ProcessHandle.current().children()).isEmpty();
    }
}
