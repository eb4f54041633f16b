package io.llmloadtest.benchmarks.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.wire.hot.AnswerDecoder;
import io.llmloadtest.wire.hot.Limits;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A whole streamed answer, decoded by the decoder of a kept connection; the result is per token chunk, head, usage,
 * {@code [DONE]} and the snapshot of the stamps included.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AnswerDecoding {

    private static final int TOKENS = 128;
    private static final String COMMON = "{\"id\":\"chatcmpl-7f3a-0-17\",\"object\":\"chat.completion.chunk\","
            + "\"created\":1764000000,\"model\":\"meta-llama/Llama-3.1-8B-Instruct\",\"choices\":[";

    private final AnswerDecoder decoder = new AnswerDecoder(Limits.STANDARD);
    private byte[] head = {};
    private byte[] token = {};
    private byte[] end = {};

    /** Makes the answer, in the form of vLLM 0.32. */
    @Setup
    public void write() {
        head = ("HTTP/1.1 200 OK\r\ndate: Wed, 25 Nov 2026 10:15:30 GMT\r\nserver: uvicorn\r\n"
                + "content-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n"
                + frame(COMMON + choice("\"role\":\"assistant\",\"content\":\"\"", "null") + "]}")).getBytes(US_ASCII);
        token = frame(COMMON + choice("\"content\":\" the\"", "null") + "]}").getBytes(US_ASCII);
        end = (frame(COMMON + choice("\"content\":\" the\"", "\"length\"") + "]}")
                + frame(COMMON + "],\"usage\":{\"prompt_tokens\":256,\"total_tokens\":384,\"completion_tokens\":128}}")
                + frame("[DONE]") + "0\r\n\r\n").getBytes(US_ASCII);
        if (answer().size() != TOKENS + 2) {
            throw new IllegalStateException("the decoder did not find the tokens");
        }
    }

    private static String choice(String delta, String finishReason) {
        return "{\"index\":0,\"delta\":{" + delta + "},\"logprobs\":null,\"finish_reason\":" + finishReason
                + ",\"token_ids\":null}";
    }

    private static String frame(String data) {
        String event = "data: " + data + "\n\n";
        return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
    }

    /** Each token comes in a read of its own. */
    @Benchmark
    @OperationsPerInvocation(TOKENS)
    public ChunkTrain answer() {
        decoder.begin(true);
        long nanos = 0;
        decoder.feed(head, 0, head.length, nanos);
        for (int i = 1; i < TOKENS; i++) {
            decoder.feed(token, 0, token.length, nanos += 20_000_000);
        }
        decoder.feed(end, 0, end.length, nanos + 20_000_000);
        return decoder.train().snapshot();
    }
}
