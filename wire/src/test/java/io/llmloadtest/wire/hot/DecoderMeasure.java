package io.llmloadtest.wire.hot;

import java.lang.management.ManagementFactory;

/** What a chunk costs the decoder: run by hand, prints nanoseconds and allocated bytes. No test. */
final class DecoderMeasure {

    private DecoderMeasure() {
    }

    public static void main(String[] arguments) {
        byte[] answer = Answers.stream(Answers.fixture("0.32.0/chat-stream.sse"));
        int events = 35;
        int rounds = 20_000;
        AnswerDecoder decoder = new AnswerDecoder(Limits.STANDARD);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int pieces : new int[]{1, 10, 35, 100}) {
            int length = answer.length / pieces + 1;
            for (int trial = 0; trial < 5; trial++) {
                long allocated = threads.getCurrentThreadAllocatedBytes();
                long start = System.nanoTime();
                for (int round = 0; round < rounds; round++) {
                    decoder.begin(true);
                    for (int from = 0; from < answer.length; from += length) {
                        decoder.feed(answer, from, Math.min(length, answer.length - from), from);
                    }
                    if (!decoder.reusable() || decoder.train().size() != events) {
                        throw new AssertionError(decoder.flaw());
                    }
                }
                long chunks = (long) rounds * events;
                if (trial == 4) {
                    System.out.printf("%d reads an answer: %d ns and %.2f B a chunk of %d B%n", pieces,
                            (System.nanoTime() - start) / chunks,
                            (double) (threads.getCurrentThreadAllocatedBytes() - allocated) / chunks,
                            answer.length / events);
                }
            }
        }
    }
}
