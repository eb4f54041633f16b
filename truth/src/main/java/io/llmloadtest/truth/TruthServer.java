package io.llmloadtest.truth;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/**
 * An OpenAI-compatible server that streams tokens on a fixed schedule and keeps the time of every write. One thread reads
 * requests, one writes tokens. The record is at {@code /truth}; {@code benchmarks/README.md} describes it.
 *
 * <p>What it does not model: prefill that grows with the prompt, limits of the batch, queues, several tokens in a chunk.
 */
public final class TruthServer implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final String PARENT = "--parent";

    private final RequestLoop loop;
    private final int port;

    private TruthServer(RequestLoop loop, int port) {
        this.loop = loop;
        this.port = port;
    }

    /** Listens and serves on threads of its own until {@link #close}. */
    public static TruthServer start(TruthOptions options) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open();
        try {
            listening.bind(new InetSocketAddress(options.host(), options.port()), BACKLOG);
            RequestLoop loop = new RequestLoop(options, listening);
            loop.start();
            return new TruthServer(loop, listening.socket().getLocalPort());
        } catch (IOException | RuntimeException e) {
            listening.close();
            throw e;
        }
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** Stops serving; streams end in the middle. */
    @Override
    public void close() {
        loop.stop();
    }

    private static void endWith(ProcessHandle parent) {
        var _ = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(0));
    }

    /** Takes {@code --parent PID} at the beginning out of the arguments, and has this process end when that one has. */
    private static String[] withoutParent(String... arguments) {
        if (arguments.length < 2 || !arguments[0].equals(PARENT)) {
            return arguments;
        }
        ProcessHandle.of(Long.parseLong(arguments[1])).ifPresentOrElse(TruthServer::endWith, () -> System.exit(0));
        return Arrays.copyOfRange(arguments, 2, arguments.length);
    }

    /** Serves until the process is ended. Prints one line on standard output when it listens. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        TruthOptions options;
        try {
            options = TruthOptions.parse(withoutParent(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("truth server: " + e.getMessage());
            System.err.print(TruthOptions.USAGE);
            System.exit(2);
            return;
        }
        try (TruthServer server = start(options)) {
            System.out.println("truth server on http://" + options.host() + ":" + server.port());
            new CountDownLatch(1).await();
        }
    }
}
