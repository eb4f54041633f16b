package io.llmloadtest.load.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llmloadtest.load.plan.Arrival;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceFileTest {

    @TempDir
    private Path directory;

    private Trace read(String... lines) {
        Path file = directory.resolve("trace");
        try {
            Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return TraceFile.read(file);
    }

    private static Arrival arrival(long millis, int input, int output) {
        return new Arrival(Duration.ofMillis(millis), OptionalInt.of(input), OptionalInt.of(output));
    }

    @Test
    void mooncakesLinesAreInMilliseconds() {
        Trace trace = read(
                "{\"timestamp\": 27482, \"input_length\": 6955, \"output_length\": 52, \"hash_ids\": [46, 47]}",
                "", "{\"timestamp\": 30535, \"input_length\": 6472, \"output_length\": 26, \"hash_ids\": []}");
        assertThat(trace.size()).isEqualTo(2);
        assertThat(trace.at(0)).isEqualTo(arrival(0, 6955, 52));
        assertThat(trace.at(1)).isEqualTo(arrival(3053, 6472, 26));
    }

    @Test
    void burstGptsColumnsAreInSecondsAndFailedRequestsArePassedOver() {
        Trace trace = read("Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type",
                "5,ChatGPT,472,18,490,Conversation log", "45,ChatGPT,1087,0,1087,Conversation log",
                "118.5,GPT-4,417,276,693,API log");
        assertThat(trace.size()).isEqualTo(2);
        assertThat(trace.at(1)).isEqualTo(arrival(113_500, 417, 276));
    }

    @Test
    void azuresTimesAreDates() {
        Trace trace = read("TIMESTAMP,ContextTokens,GeneratedTokens", "2023-11-16 18:15:46.6805900,374,44",
                "2023-11-16 18:15:50.9951690,396,109");
        assertThat(trace.at(1).offset()).isEqualTo(Duration.ofNanos(4_314_579_000L));
        assertThat(read("TIMESTAMP,ContextTokens,GeneratedTokens", "2024-05-10 00:00:00.009930+00:00,2162,5",
                "2024-05-10 00:00:01.009930+00:00,2399,6").at(1)).isEqualTo(arrival(1000, 2399, 6));
    }

    @Test
    void aTraceWithoutLengthsHasTimesOnly() {
        assertThat(read("timestamp", "1", "1").at(1))
                .isEqualTo(new Arrival(Duration.ZERO, OptionalInt.empty(), OptionalInt.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"timestamp\": 1}|{\"timestamp\": \"soon\"}", "{\"timestamp\": 1}|{\"timest",
            "{\"timestamp\": 1}|{\"timestamp\": 2, \"input_length\": -4}", "{\"timestamp\": 1}|{\"timestamp\": 0}",
            "timestamp,input_tokens|1", "timestamp,input_tokens|later,5", "timestamp,input_tokens|1,many",
            "timestamp,input_tokens|1,99999999999", "timestamp|2023-13-41 00:00:00"})
    void aLineThatIsNoRequestIsNamed(String above, String wrong) {
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> read(above, wrong))
                .withMessageContaining("--trace").withMessageContaining("line 2").withMessageContaining(wrong);
    }

    @Test
    void aFileThatIsNoTraceIsRefused() {
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> read("when,how much", "1,2"))
                .withMessageContaining("Timestamp");
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> read("timestamp"))
                .withMessageContaining("at least one request");
        assertThatExceptionOfType(IllegalPlanException.class)
                .isThrownBy(() -> TraceFile.read(directory.resolve("nothing"))).withMessageContaining("there is none");
    }
}
