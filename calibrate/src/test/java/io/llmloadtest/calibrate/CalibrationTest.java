package io.llmloadtest.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.wire.ClientClock;
import io.llmloadtest.wire.Urgency;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CalibrationTest {

    @Test
    void eachNumberOfStreamsIsMeasuredAgainstAServerInAProcessOfItsOwn() throws Exception {
        List<Calibration.Step> told = new ArrayList<>();
        CalibrationReport report = new Calibration(List.of(1, 3), ClientClock.USER, Urgency.NORMAL).measure(told::add);

        assertThat(report.rows()).extracting(CalibrationReport.Row::streams).containsExactly(1, 3);
        assertThat(report.rows()).allSatisfy(row -> {
            assertThat(row.chunksPerSecond()).isPositive();
            assertThat(row.itlP50()).isPresent();
            assertThat(row.itlP99()).isEmpty(); // a hundred gaps or so do not tell it
        });
        assertThat(report.flood().chunksPerSecond()).isPositive();
        assertThat(report.clockStepNanos()).isPositive();
        assertThat(told).contains(new Calibration.Step.AtStreams(1), new Calibration.Step.AtStreams(3),
                new Calibration.Step.Flooding());
        assertThat(ProcessHandle.current().children()).isEmpty();
    }
}
