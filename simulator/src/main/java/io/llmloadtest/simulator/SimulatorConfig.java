package io.llmloadtest.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the simulated server is. Build one with {@link #builder()}, or change an existing one through {@link #toBuilder()}.
 *
 * @param port the port on 127.0.0.1; 0 takes any free one
 * @param model the first served name, which every metric carries as {@code model_name}
 * @param otherModels further served names (aliases)
 * @param vllmVersion the version whose wire form is spoken
 * @param maxNumSeqs sequences that run at once at most
 * @param maxModelLen tokens of prompt and answer together at most
 * @param maxBatchedTokens tokens one engine step processes at most (chunked prefill)
 * @param stepTime duration of an empty engine step
 * @param stepTimePerSequence added to a step for each sequence in it
 * @param prefillTokensPerSecond speed at which prompt tokens add to a step's duration
 * @param kvBlocks blocks of the KV cache, one of which is reserved
 * @param blockSize tokens of a block
 * @param prefixCaching whether blocks of equal prefixes are shared
 * @param reasoningTokens tokens that each chat answer thinks first, as with {@code --reasoning-parser}
 * @param streamInterval tokens that leave in one event, as with {@code --stream-interval}
 * @param apiKey the key that paths under /v1 ask for
 * @param statsLogInterval tick of the stats lines
 * @param logStats false as with {@code --disable-log-stats}: no stats lines and no {@code vllm:} family
 * @param accessLog false as with {@code --disable-uvicorn-access-log}
 * @param logRequests true as with {@code --enable-log-requests}
 * @param keepAlive idle time after which the server closes a connection
 * @param seed of the generated text and the natural ends
 * @param faults what goes wrong
 * @param log where log lines go
 */
public record SimulatorConfig(int port, String model, List<String> otherModels, String vllmVersion, int maxNumSeqs,
        int maxModelLen, int maxBatchedTokens,
        Duration stepTime, Duration stepTimePerSequence, long prefillTokensPerSecond, int kvBlocks, int blockSize,
        boolean prefixCaching, int reasoningTokens, int streamInterval,
        Optional<String> apiKey, Duration statsLogInterval, boolean logStats, boolean accessLog, boolean logRequests,
        Duration keepAlive, long seed,
        Faults faults, LogSink log) {

    /** Refuses what no server could be started with: {@link IllegalArgumentException} names the value. */
    public SimulatorConfig {
        otherModels = List.copyOf(otherModels);
        VllmVersion.of(vllmVersion);
        require(port >= 0 && port <= 65_535, "port", port);
        require(maxNumSeqs > 0, "maxNumSeqs", maxNumSeqs);
        require(maxModelLen > 1, "maxModelLen", maxModelLen);
        require(maxBatchedTokens >= maxNumSeqs, "maxBatchedTokens (must be at least maxNumSeqs)", maxBatchedTokens);
        require(prefillTokensPerSecond > 0, "prefillTokensPerSecond", prefillTokensPerSecond);
        require(blockSize > 0, "blockSize", blockSize);
        // vLLM refuses to start when one request of full length would not fit.
        require((long) (kvBlocks - 1) * blockSize >= maxModelLen, "kvBlocks (must hold one request of maxModelLen)",
                kvBlocks);
        require(reasoningTokens >= 0, "reasoningTokens", reasoningTokens);
        require(streamInterval > 0, "streamInterval", streamInterval);
        require(!stepTime.isNegative() && !stepTimePerSequence.isNegative(), "stepTime", stepTime);
        require(statsLogInterval.isPositive(), "statsLogInterval", statsLogInterval);
        require(keepAlive.isPositive(), "keepAlive", keepAlive);
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from this one. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** How many engines the one server has; a V0 engine is alone. */
    int engines() {
        return faults.on(Fault.SEVERAL_ENGINES) && !version().engineV0()
                ? Math.clamp(faults.number(Fault.SEVERAL_ENGINES, "engines"), 1, 16)
                : 1;
    }

    VllmVersion version() {
        return VllmVersion.of(vllmVersion);
    }

    /** Leaves the API key out. */
    @Override
    public String toString() {
        return "SimulatorConfig[port=%d, model=%s, vllmVersion=%s, faults=%s]".formatted(port, model, vllmVersion,
                faults.settings().keySet());
    }

    private static void require(boolean holds, String name, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("The simulator cannot start with %s = %s.".formatted(name, value));
        }
    }

    /** Collects the settings; each has a default that gives a small, fast, healthy server. */
    public static final class Builder {
        private int port;
        private String model = "simulated-model";
        private List<String> otherModels = List.of();
        private String vllmVersion = "0.32.0";
        private int maxNumSeqs = 256;
        private int maxModelLen = 4_096;
        private int maxBatchedTokens = 2_048;
        private Duration stepTime = Duration.ofMillis(5);
        private Duration stepTimePerSequence = Duration.ofNanos(20_000);
        private long prefillTokensPerSecond = 50_000;
        private int kvBlocks = 16_384;
        private int blockSize = 16;
        private boolean prefixCaching = true;
        private int reasoningTokens;
        private int streamInterval = 1;
        private Optional<String> apiKey = Optional.empty();
        private Duration statsLogInterval = Duration.ofSeconds(10);
        private boolean logStats = true;
        private boolean accessLog = true;
        private boolean logRequests;
        private Duration keepAlive = Duration.ofSeconds(5);
        private long seed = 1;
        private Faults faults = Faults.none();
        private LogSink log = LogSink.none();

        private Builder() {
        }

        private Builder(SimulatorConfig config) {
            port = config.port;
            model = config.model;
            otherModels = config.otherModels;
            vllmVersion = config.vllmVersion;
            maxNumSeqs = config.maxNumSeqs;
            maxModelLen = config.maxModelLen;
            maxBatchedTokens = config.maxBatchedTokens;
            stepTime = config.stepTime;
            stepTimePerSequence = config.stepTimePerSequence;
            prefillTokensPerSecond = config.prefillTokensPerSecond;
            kvBlocks = config.kvBlocks;
            blockSize = config.blockSize;
            prefixCaching = config.prefixCaching;
            reasoningTokens = config.reasoningTokens;
            streamInterval = config.streamInterval;
            apiKey = config.apiKey;
            statsLogInterval = config.statsLogInterval;
            logStats = config.logStats;
            accessLog = config.accessLog;
            logRequests = config.logRequests;
            keepAlive = config.keepAlive;
            seed = config.seed;
            faults = config.faults;
            log = config.log;
        }

        /** Sets {@link SimulatorConfig#port()}. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#model()}. */
        public Builder model(String value) {
            model = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#otherModels()}. */
        public Builder otherModels(List<String> value) {
            otherModels = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#vllmVersion()}. */
        public Builder vllmVersion(String value) {
            vllmVersion = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#maxNumSeqs()}. */
        public Builder maxNumSeqs(int value) {
            maxNumSeqs = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#maxModelLen()}. */
        public Builder maxModelLen(int value) {
            maxModelLen = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#maxBatchedTokens()}. */
        public Builder maxBatchedTokens(int value) {
            maxBatchedTokens = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#stepTime()}. */
        public Builder stepTime(Duration value) {
            stepTime = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#stepTimePerSequence()}. */
        public Builder stepTimePerSequence(Duration value) {
            stepTimePerSequence = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#prefillTokensPerSecond()}. */
        public Builder prefillTokensPerSecond(long value) {
            prefillTokensPerSecond = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#kvBlocks()}. */
        public Builder kvBlocks(int value) {
            kvBlocks = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#blockSize()}. */
        public Builder blockSize(int value) {
            blockSize = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#prefixCaching()}. */
        public Builder prefixCaching(boolean value) {
            prefixCaching = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#reasoningTokens()}. */
        public Builder reasoningTokens(int value) {
            reasoningTokens = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#streamInterval()}. */
        public Builder streamInterval(int value) {
            streamInterval = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#statsLogInterval()}. */
        public Builder statsLogInterval(Duration value) {
            statsLogInterval = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#logStats()}. */
        public Builder logStats(boolean value) {
            logStats = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#accessLog()}. */
        public Builder accessLog(boolean value) {
            accessLog = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#logRequests()}. */
        public Builder logRequests(boolean value) {
            logRequests = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#keepAlive()}. */
        public Builder keepAlive(Duration value) {
            keepAlive = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#seed()}. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#faults()}. */
        public Builder faults(Faults value) {
            faults = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#log()}. */
        public Builder log(LogSink value) {
            log = value;
            return this;
        }

        /** Sets {@link SimulatorConfig#apiKey()}. */
        public Builder apiKey(String value) {
            apiKey = Optional.of(value);
            return this;
        }

        /** The configuration; {@link IllegalArgumentException} if no server could be started with it. */
        public SimulatorConfig build() {
            return new SimulatorConfig(port, model, otherModels, vllmVersion, maxNumSeqs, maxModelLen, maxBatchedTokens,
                    stepTime, stepTimePerSequence,
                    prefillTokensPerSecond, kvBlocks, blockSize, prefixCaching, reasoningTokens, streamInterval, apiKey,
                    statsLogInterval, logStats,
                    accessLog, logRequests, keepAlive, seed,
                    faults, log);
        }
    }
}
