package io.llmloadtest.simulator;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes log lines as the version does: its logger's time without year and zone, its source file and line, its process prefix and colours, uvicorn's access
 * lines. Source lines are those of the captures.
 */
final class ServerLog {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final SimulatorConfig config;
    private final VllmVersion form;
    private final Clock clock;

    ServerLog(SimulatorConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        form = config.version().form();
    }

    /** The process a line comes from, which newer versions name in front of it. */
    private enum Origin {
        API_SERVER, ENGINE_CORE
    }

    /** What a version calls the places its lines come from. */
    private record Sources(String banner, String kvCache, String starting, String stats, String modelError,
            String received, String added, String aborted,
            String abortedToo) {}

    private Sources sources() {
        return switch (form.toString()) {
            case "0.8.5" -> new Sources("api_server.py:1043", "executor_base.py:117", "api_server.py:1090",
                    "metrics.py:486", "serving_chat.py:136",
                    "logger.py:39", "engine.py:310", "engine.py:330", "");
            case "0.9.2" -> new Sources("api_server.py:1395", "kv_cache_utils.py:716", "api_server.py:1457",
                    "loggers.py:118", "serving_chat.py:143",
                    "logger.py:43", "async_llm.py:270", "async_llm.py:431", "async_llm.py:339");
            case "0.11.2" -> new Sources("api_server.py:1977", "kv_cache_utils.py:1229", "api_server.py:2052",
                    "loggers.py:236", "serving_chat.py:173",
                    "logger.py:40", "async_llm.py:310", "async_llm.py:508", "async_llm.py:413");
            case "0.13.0" -> new Sources("api_server.py:1351", "kv_cache_utils.py:1291", "api_server.py:1425",
                    "loggers.py:248", "serving_chat.py:179",
                    "logger.py:57", "async_llm.py:316", "async_llm.py:510", "async_llm.py:420");
            case "0.17.1" -> new Sources("utils.py:302", "kv_cache_utils.py:1314", "api_server.py:500",
                    "loggers.py:259", "serving.py:229", "logger.py:57",
                    "async_llm.py:400", "async_llm.py:640", "async_llm.py:540");
            case "0.20.2" -> new Sources("utils.py:299", "kv_cache_utils.py:1708", "api_server.py:602",
                    "loggers.py:271", "serving.py:218", "logger.py:57",
                    "async_llm.py:420", "async_llm.py:680", "async_llm.py:570");
            case "0.26.0" -> new Sources("api_utils.py:345", "kv_cache_utils.py:2177", "api_server.py:677",
                    "loggers.py:310", "serving.py:228",
                    "request_logger.py:65", "async_llm.py:540", "async_llm.py:880", "async_llm.py:740");
            default -> new Sources("api_utils.py:347", "kv_cache_utils.py:2327", "entry.py:140", "loggers.py:335",
                    "serving.py:274",
                    "request_logger.py:65", "async_llm.py:578", "async_llm.py:922", "async_llm.py:783");
        };
    }

    /** The lines from the start of the process up to readiness that a reader of the log looks for. */
    void boot(int port) {
        if (form.before(0, 14, 0)) {
            info(Origin.API_SERVER, sources().banner(), "vLLM API server version " + config.vllmVersion());
        } else {
            info(Origin.API_SERVER, sources().banner(),
                    "   \u2588\u2584\u2588\u2580 \u2588     \u2588     \u2588     \u2588  version "
                            + config.vllmVersion());
            info(Origin.API_SERVER, sources().banner(),
                    "    \u2580\u2580  \u2580\u2580\u2580\u2580\u2580 \u2580\u2580\u2580\u2580\u2580 \u2580     \u2580  model   "
                            + config.model());
        }
        kvCache();
        String what = form.before(0, 9, 0)
                ? "vLLM API server"
                : form.before(0, 18, 0) ? "vLLM API server 0" : "vLLM server";
        info(Origin.API_SERVER, sources().starting(), "Starting %s on http://127.0.0.1:%d".formatted(what, port));
        uvicorn("INFO:     Started server process [1]");
        uvicorn("INFO:     Waiting for application startup.");
        uvicorn("INFO:     Application startup complete.");
    }

    private void kvCache() {
        long tokens = (long) config.kvBlocks() * config.blockSize();
        String room = "Maximum concurrency for %,d tokens per request: %.2fx".formatted(config.maxModelLen(),
                (double) tokens / config.maxModelLen());
        if (form.before(0, 9, 0)) {
            info(Origin.ENGINE_CORE, sources().kvCache(), room.replace(",", ""));
        } else if (form.before(0, 27, 0)) {
            info(Origin.ENGINE_CORE, sources().kvCache(), "GPU KV cache size: %,d tokens".formatted(tokens));
            info(Origin.ENGINE_CORE, sources().kvCache(), room);
        } else {
            info(Origin.ENGINE_CORE, sources().kvCache(),
                    "%s KV cache size: %,d tokens, %s".formatted(kvWord(), tokens, room));
        }
    }

    /** The captured 0.32.0 ran on a CPU and was the first to say so. */
    private String kvWord() {
        return form.atLeast(0, 27, 0) ? "CPU" : "GPU";
    }

    /** The Rust front end's line; its form is that of 0.27.1. */
    private void rustStats(EngineMetrics.Window window, double seconds) {
        info(Origin.API_SERVER, "log_stats.rs:96", ("Avg prompt tput: %.1f toks/s, Avg generation tput: %.1f toks/s, "
                + "Reqs Running: %d, Waiting: %d, GPU KV cache used: %.1f%%, Prefix cache hit rate: %.1f%%").formatted(
                        window.promptTokens() / seconds, window.generatedTokens() / seconds, window.running(),
                        window.waiting(), window.kvUsage() * 100, window.hitRate() * 100));
    }

    void stats(EngineMetrics.Window window, double seconds) {
        if (config.faults().on(Fault.RUST_FRONTEND)) {
            rustStats(window, seconds);
            return;
        }
        String rates = "Avg prompt throughput: %.1f tokens/s, Avg generation throughput: %.1f tokens/s, Running: %d reqs, "
                .formatted(
                        window.promptTokens() / seconds, window.generatedTokens() / seconds, window.running());
        String usage = "%s KV cache usage: %.1f%%".formatted(kvWord(), window.kvUsage() * 100);
        info(Origin.API_SERVER, sources().stats(),
                form.engineV0()
                        ? rates + "Swapped: 0 reqs, Pending: %d reqs, ".formatted(window.waiting()) + usage
                                + ", CPU KV cache usage: 0.0%."
                        : "Engine %03d: ".formatted(window.engine()) + rates
                                + "Waiting: %d reqs, ".formatted(window.waiting()) + usage
                                + ", Prefix cache hit rate: %.1f%%".formatted(window.hitRate() * 100));
    }

    void access(String client, String method, String uri, int status, String reason) {
        if (config.accessLog() && !config.faults().on(Fault.NO_ACCESS_LOG)) {
            // Since 0.27 or so the access lines have no process prefix any more.
            String prefix = form.atLeast(0, 27, 0) ? "" : prefix(Origin.API_SERVER);
            line(false,
                    "%sINFO:     %s - \"%s %s HTTP/1.1\" %d %s".formatted(prefix, client, method, uri, status, reason));
        }
    }

    void unknownModel(ApiError error) {
        String fields = "message='%s'%s type='NotFoundError'%s param=%s%s code=404";
        String text = form.before(0, 10, 0)
                ? "Error with model object='error' " + fields.formatted(error.message(), "", "", "None", "")
                : "Error with model error=ErrorInfo("
                        + fields.formatted(error.message(), ",", ",", form.before(0, 17, 0) ? "None" : "'model'", ",")
                        + ")";
        record("ERROR", Origin.API_SERVER, sources().modelError(), List.of(text));
    }

    /** Up to 0.11 the line quotes the prompt, as Python's {@code repr} writes it. */
    void received(String id, Tokens prompt, String parameters) {
        if (logsRequests()) {
            String quoted = form.before(0, 12, 0)
                    ? "prompt: '%s', ".formatted(Tokenizer.decode(prompt.toArray()).replace("\\", "\\\\")
                            .replace("\n", "\\n").replace("'", "\\'"))
                    : "";
            info(Origin.API_SERVER, sources().received(),
                    "Received request %s: %sparams: SamplingParams(%s), lora_request: None.".formatted(id, quoted,
                            parameters));
        }
    }

    void added(String engineId) {
        if (logsRequests()) {
            info(Origin.API_SERVER, sources().added(), "Added request " + engineId + ".");
        }
    }

    void aborted(String engineId, String id) {
        if (logsRequests()) {
            info(Origin.API_SERVER, sources().aborted(),
                    (form.before(0, 10, 2) ? "Aborted request " : "Aborted request(s) ") + engineId + ".");
            if (!sources().abortedToo().isEmpty()) {
                info(Origin.API_SERVER, sources().abortedToo(), "Request " + id + " aborted.");
            }
        }
    }

    /** Logging of requests was on unless switched off up to 0.9, and is off unless switched on since 0.10. */
    private boolean logsRequests() {
        return config.logRequests() || form.before(0, 10, 0);
    }

    void warning(String text) {
        record("WARNING", Origin.API_SERVER, sources().starting(), List.of(text));
    }

    /** One record of several lines, as a logged exception makes. */
    void error(List<String> lines) {
        record("ERROR", Origin.API_SERVER, sources().modelError(), lines);
    }

    /** What uvicorn prints for an exception that reaches it: no time, no source, and only the first line has a level. */
    void exceptionInApplication(List<String> traceback) {
        String prefix = form.atLeast(0, 27, 0) ? "" : prefix(Origin.API_SERVER);
        line(true, prefix + "ERROR:    Exception in ASGI application");
        traceback.forEach(each -> line(true, prefix + each));
    }

    void shutdown() {
        uvicorn("INFO:     Shutting down");
        uvicorn("INFO:     Application shutdown complete.");
    }

    private void uvicorn(String text) {
        line(true, (form.atLeast(0, 27, 0) ? "" : prefix(Origin.API_SERVER)) + text);
    }

    private void info(Origin origin, String source, String text) {
        record("INFO", origin, source, List.of(text));
    }

    /** vLLM repeats the head of a record on each of its lines and joins them with CR LF. */
    private void record(String level, Origin origin, String source, List<String> lines) {
        Instant now = clock.instant();
        String head = "%s%s %s [%s] ".formatted(prefix(origin), level, TIME.format(now), source);
        for (int i = 0; i < lines.size(); i++) {
            emit(now, false, head + lines.get(i) + (i < lines.size() - 1 ? "\r" : ""));
        }
    }

    private String prefix(Origin origin) {
        if (form.before(0, 10, 1)) {
            return "";
        }
        String name = switch (origin) {
            case API_SERVER -> config.faults().on(Fault.SEVERAL_API_SERVERS)
                    ? "(ApiServer_0 pid=34)"
                    : "(APIServer pid=1)";
            case ENGINE_CORE -> form.before(0, 18, 0) ? "(EngineCore_DP0 pid=26)" : "(EngineCore pid=26)";
        };
        if (form.atLeast(0, 14, 0)) {
            return name + " ";
        }
        return (form.before(0, 12, 0) ? "\u001b[1;36m" : "\u001b[0;36m") + name + "\u001b[0;0m ";
    }

    private void line(boolean stderr, String text) {
        emit(clock.instant(), stderr, text);
    }

    private void emit(Instant at, boolean stderr, String text) {
        if (!config.faults().on(Fault.NOT_VLLM)) {
            config.log().line(at, stderr, text);
        }
    }
}
