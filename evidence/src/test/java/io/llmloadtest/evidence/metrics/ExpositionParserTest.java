package io.llmloadtest.evidence.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.evidence.Capture;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionParserTest {

    private static final List<String> CAPTURES = Capture.COMPLETE;

    private static Exposition parse(String page) {
        return ExpositionParser.parse(page.getBytes(StandardCharsets.UTF_8));
    }

    private static Sample only(Exposition page, String name) {
        assertThat(page.samples(name)).hasSize(1);
        return page.samples(name).getFirst();
    }

    @ParameterizedTest
    @FieldSource("CAPTURES")
    void everyLineOfEveryCaptureIsRead(String version) {
        byte[] body = new Capture(version).bytes("metrics-after.txt");
        Exposition page = ExpositionParser.parse(body);
        long written = new String(body, StandardCharsets.UTF_8).lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).count();

        assertThat(page.badLines()).isZero();
        assertThat(page.isWhole()).isTrue();
        assertThat(page.names().stream().mapToLong(name -> page.samples(name).size()).sum()).isEqualTo(written);
        assertThat(page.type("vllm:time_to_first_token_seconds")).contains(MetricType.HISTOGRAM);
    }

    @ParameterizedTest
    @CsvSource({"27453.0, 27453", "1.7537953269354987e+09, 1.7537953269354987e9", "+Inf, Infinity", "-Inf, -Infinity",
            "NaN, NaN", "0.1, 0.1", "123456789.123456, 123456789.123456", "-3, -3", "1e-07, 1e-7", "0.005, 0.005"})
    void valuesAreReadExactly(String written, double meant) {
        assertThat(only(parse("x " + written + "\n"), "x").value()).isEqualTo(Double.valueOf(meant));
    }

    @Test
    void labelValuesMayHoldAnything() {
        Exposition page = parse("""
                x{model_name="/data/a b}, {c=\\"d\\"}\\\\e\\nf",engine="0"} 4
                x{ model_name = "모델 🦙" , } 5
                """);

        assertThat(page.badLines()).isZero();
        assertThat(page.samples("x").getFirst().labels().value("model_name"))
                .contains("/data/a b}, {c=\"d\"}\\e\nf");
        assertThat(page.samples("x").get(1).labels().value("model_name")).contains("모델 🦙");
        assertThat(page.samples("x").get(1).value()).isEqualTo(5);
    }

    @Test
    void openMetricsGivesTheSameSamples() {
        Exposition page = parse("""
                # TYPE vllm:prompt_tokens counter
                # UNIT vllm:prompt_tokens tokens
                # HELP vllm:prompt_tokens Number of tokens.
                vllm:prompt_tokens_total{engine="0"} 17 1795568306.11 # {trace_id="a b"} 0.67 1795568306.1
                vllm:prompt_tokens_created{engine="0"} 1795568306.11
                # TYPE h histogram
                h_bucket{le="0.1"} 8 # {} 0.054
                h_bucket{le="+Inf"} 9
                # EOF
                """);

        assertThat(page.badLines()).isZero();
        assertThat(page.isOpenMetrics()).isTrue();
        assertThat(only(page, "vllm:prompt_tokens_total").value()).isEqualTo(17);
        assertThat(page.samples("h_bucket")).hasSize(2);
    }

    @Test
    void quotedNamesAreNames() {
        Exposition page = parse("{\"vllm.tokens\",\"my label\"=\"x\"} 3\n{\"bare\"} 4\n");

        assertThat(only(page, "vllm.tokens").labels().value("my label")).contains("x");
        assertThat(only(page, "bare").value()).isEqualTo(4);
    }

    @Test
    void carriageReturnsTimeStampsTabsAndByteOrderMarksDoNoHarm() {
        Exposition page = parse("\uFEFF# TYPE x counter\r\nx{a=\"b\"}\t7\t1795568306110\r\n\r\ny 8\r\n");

        assertThat(page.badLines()).isZero();
        assertThat(only(page, "x").value()).isEqualTo(7);
        assertThat(only(page, "y").value()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x{a=\"b} 1", "x{a=\"b\"", "x{a=b} 1", "x{a=\"b\"} one", "x", "x ", "x{a=\"b\"}", "<html>",
            "{\"error\":\"unauthorized\"}", "x 1 2 3", "x 1d", "x 0x10", "1x 4", "x{=\"b\"} 1", "x{a=\"b\" c=\"d\"} 1",
            "x{,,} 1", "x 1_000", "x\u00a01"})
    void aBadLineLosesOnlyItself(String bad) {
        Exposition page = parse("before 1\n" + bad + "\nafter 2\n");

        assertThat(page.badLines()).isEqualTo(1);
        assertThat(page.isWhole()).isFalse();
        assertThat(only(page, "before").value()).isEqualTo(1);
        assertThat(only(page, "after").value()).isEqualTo(2);
        assertThat(page.names()).hasSize(2);
    }

    @Test
    void aPageThatEndsWithinALineLosesThatLine() {
        Exposition page = parse("vllm:a_total 1\nvllm:b_total 12");

        assertThat(page.has("vllm:b_total")).isFalse();
        assertThat(page.isDamaged("vllm:b_total")).isTrue();
        assertThat(page.isWhole()).isFalse();
    }

    @Test
    void aHugeLineIsLostAndAGenerousOneKept() {
        byte[] huge = new byte[50_000_000];
        Arrays.fill(huge, (byte) 'a');
        huge[1] = '{';
        huge[huge.length - 1] = '\n';
        assertThat(ExpositionParser.parse(huge).badLines()).isEqualTo(1);

        Exposition config = parse("vllm:vllm_config_info{config=\"" + "c".repeat(500_000) + "\"} 1\nx 1\n");
        assertThat(config.badLines()).isZero();
    }

    @Test
    void nothingIsNoPage() {
        assertThat(parse("").hasSamples()).isFalse();
        assertThat(parse("").isWhole()).isFalse();
        assertThat(parse("<!doctype html>\n<html lang=en>\n").hasSamples()).isFalse();
    }

    @Test
    void noDamageMakesItThrowOrLoseUntouchedLines() {
        long seed = 20261125;
        Random random = new Random(seed);
        byte[] whole = new Capture("0.32.0").bytes("metrics-after.txt");
        for (int round = 0; round < 200; round++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length));
            int hits = random.nextInt(20);
            for (int hit = 0; hit < hits && damaged.length > 0; hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Exposition page = ExpositionParser.parse(damaged);
            assertThat(page.badLines()).as("seed %d round %d", seed, round).isLessThanOrEqualTo(2L * hits + 1);
        }
    }
}
