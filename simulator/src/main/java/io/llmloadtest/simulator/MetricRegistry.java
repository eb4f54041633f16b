package io.llmloadtest.simulator;

import io.llmloadtest.simulator.MetricFamily.Form;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The metric families of one server process, in the form of its version. Recording into a family that this version does not have does nothing, so that the
 * code that records need not know versions. Owned by the server's thread.
 */
final class MetricRegistry {
    private final Map<String, MetricFamily> families = new LinkedHashMap<>();
    private final boolean lazy;
    // The kernel counts a process's start in hundredths of a second.
    private final double startSeconds = Math.floor(now() * 100) / 100;

    /** Reads the families of the configured version. */
    MetricRegistry(SimulatorConfig config) {
        VllmVersion form = config.version().form();
        lazy = form.engineV0();
        for (String line : Stream.concat(table(form).stream(), speculation(config).stream()).toList()) {
            Form family = form(line, config, form);
            boolean perProcess = family.name().startsWith("process_") || family.name().startsWith("python_");
            if (perProcess && config.faults().on(Fault.SEVERAL_API_SERVERS)) {
                continue;
            }
            if (config.logStats() || !family.name().startsWith("vllm:")) {
                families.put(family.name(), new MetricFamily(family, MetricRegistry::now));
            }
        }
        // V1 shows every series with 0 from the start; V0 had nothing but its configuration.
        families.values().stream().filter(family -> !lazy || family.name().endsWith("_info"))
                .filter(family -> !family.name().contains("lora"))
                .forEach(MetricFamily::createChildren);
    }

    /** Creates what a V0 engine shows from its first step on. */
    void engineStarted() {
        if (lazy) {
            families.values().stream().filter(family -> !family.hasChildren()).forEach(MetricFamily::createChildren);
        }
    }

    void add(String name, double amount) {
        add(name, Map.of(), amount);
    }

    void add(String name, Map<String, String> labels, double amount) {
        MetricFamily family = families.get(name);
        if (family != null) {
            family.add(labels, amount);
        }
    }

    void set(String name, double value) {
        set(name, Map.of(), value);
    }

    void set(String name, Map<String, String> labels, double value) {
        MetricFamily family = families.get(name);
        if (family != null) {
            family.set(labels, value);
        }
    }

    /** Sets a gauge whose value is the time it was last set. */
    void stamp(String name) {
        set(name, now());
    }

    void observe(String name, double value) {
        observe(name, Map.of(), value);
    }

    void observe(String name, Map<String, String> labels, double value) {
        MetricFamily family = families.get(name);
        if (family != null) {
            family.observe(labels, value);
        }
    }

    /** Sets what the client library reads from the process at each scrape. */
    void refreshProcess() {
        Runtime runtime = Runtime.getRuntime();
        set("process_virtual_memory_bytes", (double) runtime.maxMemory());
        set("process_resident_memory_bytes", (double) runtime.totalMemory() - runtime.freeMemory());
        set("process_start_time_seconds", startSeconds);
        set("process_cpu_seconds_total", Math.max(0, now() - startSeconds) / 10);
        set("process_open_fds", 36);
        set("process_max_fds", 20_000);
    }

    /** The text of /metrics, of the families whose names pass. */
    String exposition(Predicate<String> shown) {
        var out = new StringBuilder(64 * 1024);
        families.values().stream().filter(family -> !lazy || family.hasChildren())
                .filter(family -> shown.test(family.name()))
                .forEach(family -> family.write(out));
        return out.toString();
    }

    private static double now() {
        Instant now = Instant.now();
        return now.getEpochSecond() + now.getNano() / 1e9;
    }

    /** There only with speculative decoding. */
    private static List<String> speculation(SimulatorConfig config) {
        if (!config.faults().on(Fault.SPECULATIVE_DECODING)) {
            return List.of();
        }
        return List.of(
                "counter\tvllm:spec_decode_num_drafts_total\tengine,model_name\t-\tNumber of spec decoding drafts.",
                "counter\tvllm:spec_decode_num_draft_tokens_total\tengine,model_name\t-\tNumber of draft tokens.",
                "counter\tvllm:spec_decode_num_accepted_tokens_total\tengine,model_name\t-\tNumber of accepted tokens.");
    }

    private static List<String> table(VllmVersion form) {
        String resource = "families-" + form + ".tsv";
        try (InputStream stream = Objects.requireNonNull(MetricRegistry.class.getResourceAsStream(resource), resource);
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator's table " + resource + " cannot be read.", e);
        }
    }

    private static Form form(String line, SimulatorConfig config, VllmVersion version) {
        String[] cells = line.split("\t", 5);
        MetricFamily.Type type = MetricFamily.Type.valueOf(cells[0].toUpperCase(Locale.ROOT));
        String name = cells[1];
        boolean ours = name.startsWith("vllm:") || name.startsWith("http_");
        boolean multiprocess = version.engineV0() || config.faults().on(Fault.SEVERAL_API_SERVERS);
        boolean created = ours && type != MetricFamily.Type.GAUGE && !multiprocess
                && PageForm.of(config.faults()) == PageForm.PYTHON;
        return new Form(type, name, cells[4], labels(cells[2], config), bounds(cells[3], config.maxModelLen()), created,
                multiprocess);
    }

    private static Map<String, List<String>> labels(String cell, SimulatorConfig config) {
        var labels = new TreeMap<String, List<String>>();
        for (String part : "-".equals(cell) ? new String[0] : cell.split(",", -1)) {
            String[] pair = part.split("=", 2);
            labels.put(pair[0], switch (pair[0]) {
                case "engine" -> engines(config);
                case "model_name" -> config.faults().on(Fault.SEVERAL_MODELS)
                        ? List.of(config.model(), OtherModel.NAME)
                        : List.of(config.model());
                case "block_size", "effective_attention_block_size" -> List.of(Integer.toString(config.blockSize()));
                case "num_gpu_blocks" -> List.of(Integer.toString(config.kvBlocks()));
                case "enable_prefix_caching" -> List.of(config.prefixCaching() ? "True" : "False");
                case "kv_cache_size_tokens" -> List.of(Long.toString((long) config.kvBlocks() * config.blockSize()));
                case "kv_cache_max_concurrency" ->
                    List.of(GoFloat.of((double) config.kvBlocks() * config.blockSize() / config.maxModelLen()));
                default -> "*".equals(pair[1]) ? List.of() : List.of(pair[1].split("\\|", -1));
            });
        }
        return labels;
    }

    private static List<String> engines(SimulatorConfig config) {
        return IntStream.range(0, config.engines()).mapToObj(Integer::toString).toList();
    }

    /** {@code TOKENS} are vLLM's 1, 2, 5, 10, ... up to the model's length. */
    private static List<String> bounds(String cell, int maxModelLen) {
        if ("-".equals(cell)) {
            return List.of();
        }
        if (!"TOKENS".equals(cell)) {
            return Arrays.asList(cell.split(" ", -1));
        }
        var bounds = new ArrayList<String>();
        for (long ten = 1; ten <= maxModelLen; ten *= 10) {
            for (int factor : new int[]{1, 2, 5}) {
                if (factor * ten <= maxModelLen) {
                    bounds.add(GoFloat.of((double) factor * ten));
                }
            }
        }
        return bounds;
    }
}
