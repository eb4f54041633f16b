package io.llmloadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.calibrate.CalibrationReport;
import io.llmloadtest.calibrate.CalibrationReport.Flood;
import io.llmloadtest.calibrate.CalibrationReport.Row;
import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.wire.ClientClock;
import io.llmloadtest.wire.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CalibrationTextTest {

    private static final Flood FLOOD = new Flood(64, 600_000, 1.25);

    @Test
    void theSentenceNamesTheLargestErrorUpToTheMostStreamsThatAreResolved() {
        CalibrationText text = text(row(1, 0.07, 0), row(32, 0.21, 0), row(128, 0.15, 0), row(512, 1.4, 0));
        assertThat(text.sentence()).isEqualTo("This machine resolves ITL to 0.21 ms (p99) up to 128 streams;"
                + " with more, gaps of 20 ms are wrong by over 1 ms.");
    }

    @Test
    void aMachineThatResolvesAllIsNotSaidToFailWithMore() {
        assertThat(text(row(1, 0.05, 0)).sentence())
                .isEqualTo("This machine resolves ITL to 0.050 ms (p99) up to 1 stream, the most that was tried.");
    }

    @Test
    void aMachineThatResolvesNothingIsToldSo() {
        assertThat(text(row(1, 3, 0), row(32, 0.1, 0)).sentence())
                .startsWith("This machine does not resolve ITL to 1 ms");
    }

    @Test
    void aRowThatTheServerBlockedInProvesNothing() {
        CalibrationText text = text(row(1, 0.1, 0), row(32, 0.1, 5));
        assertThat(text.report().resolved().map(Row::streams)).contains(1);
        assertThat(text.table()).contains("! 32 streams: 5 chunks left the server late");
    }

    @Test
    void whatIsNotKnownIsADashInTheTableAndNullInJson() {
        CalibrationText text = text(new Row(1, 5, 50, OptionalDouble.of(0.2), OptionalDouble.empty(),
                OptionalDouble.of(0.01), OptionalDouble.of(0.02), OptionalDouble.empty(), 0));
        assertThat(text.table()).containsPattern("1 +50 +0\\.200 +- +0\\.010 +0\\.020 +-");
        assertThat(text.json()).contains("\"ttft_error_p99_ms\":null").contains("\"resolved_streams\":1")
                .contains("\"clock_step_nanos\":30").endsWith("}\n");
    }

    @Test
    void koreanTellsTheSameAndProgramsReadEnglish() {
        CalibrationText korean = new CalibrationText(text(row(1, 0.05, 0)).report(), ConsoleBook.of(Locale.KOREAN));
        assertThat(korean.sentence()).isEqualTo("이 기계는 시도한 최대치인 스트림 1개까지 ITL을 0.050 ms(p99)까지 구별합니다.");
        assertThat(korean.table()).contains("커널 시계", "0.050");
        assertThat(korean.json()).contains("This machine resolves ITL to 0.050 ms");
    }

    private static CalibrationText text(Row... rows) {
        return new CalibrationText(
                new CalibrationReport(ClientClock.KERNEL, Urgency.REAL_TIME, 30, Duration.ofMillis(20), List.of(rows),
                        FLOOD),
                ConsoleBook.of(Locale.ENGLISH));
    }

    private static Row row(int streams, double itlP99, long blocked) {
        return new Row(streams, 2L * streams, 50 * streams, OptionalDouble.of(0.1), OptionalDouble.of(0.3),
                OptionalDouble.of(0.01), OptionalDouble.of(itlP99), OptionalDouble.of(0.2), blocked);
    }
}
