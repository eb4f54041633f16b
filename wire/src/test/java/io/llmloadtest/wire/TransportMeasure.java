package io.llmloadtest.wire;

import io.llmloadtest.model.Tick;
import io.llmloadtest.wire.hot.Answers;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A closed loop of streams against a server at a given port: run by hand, prints TTFT and counts. No test. */
final class TransportMeasure {

    private TransportMeasure() {
    }

    /** Arguments: port, streams at once, requests in all, tokens a request. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        int streams = Integer.parseInt(arguments[1]);
        int requests = Integer.parseInt(arguments[2]);
        byte[] body = Answers.bytes("{\"model\":\"truth\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                + "\"max_tokens\":" + arguments[3] + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(requests);
        long[] totals = new long[4];
        long start = System.nanoTime();
        try (NettyTransport transport = NettyTransport.open(Target.plain("127.0.0.1", port), ConnectionPolicy.pool(),
                () -> System.nanoTime() - start)) {
            System.out.println("warm: " + transport.warm(streams).toCompletableFuture().join());
            Runnable next = new Runnable() {
                @Override
                public void run() {
                    int number = begun.getAndIncrement();
                    if (number >= requests) {
                        return;
                    }
                    transport.send(new WireRequest("m-" + number, "/v1/chat/completions", body, true, Tick.ZERO,
                            Duration.ofSeconds(60)), exchange -> {
                                if (exchange.end() instanceof Exchange.End.Complete) {
                                    int first = exchange.chunks().firstToken().orElseThrow();
                                    totals[0]++;
                                    totals[1] += exchange.chunks().at(first).nanosSince(exchange.sent());
                                    totals[2] += exchange.ended().nanosSince(exchange.sent());
                                    totals[3] += exchange.usage().orElseThrow().completionTokens();
                                } else {
                                    System.out.println(exchange.end());
                                }
                                run();
                                left.countDown();
                            });
                }
            };
            for (int i = 0; i < streams; i++) {
                next.run();
            }
            left.await();
        }
        System.out.printf("%d of %d complete, mean TTFT %.3f ms, mean E2E %.3f ms, %d tokens%n", totals[0], requests,
                totals[1] / 1e6 / totals[0], totals[2] / 1e6 / totals[0], totals[3]);
    }
}
