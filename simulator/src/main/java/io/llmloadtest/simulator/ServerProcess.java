package io.llmloadtest.simulator;

import io.llmloadtest.simulator.Step.Output;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** One life of the server between two restarts: its port, its engine, its counters. The event loop is the API server's single thread, as in vLLM. */
final class ServerProcess implements AutoCloseable {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int LARGEST_BODY = 64 * 1024 * 1024;
    private static final WriteBufferWaterMark UNREAD = new WriteBufferWaterMark(1024 * 1024, 16 * 1024 * 1024);
    private static final int BACKLOG = 2048;
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

    private final SimulatorConfig config;
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final ServerLog log;
    private final List<Engine> engines;
    private final Routes routes;
    private final Channel listener;
    private final ChannelGroup connections;
    private final Future<?> ticker;
    private long accepted;

    private ServerProcess(SimulatorConfig config, TruthBook truth, int port, LongSupplier arrivals) throws IOException {
        this.config = config;
        var clock = Clock.systemUTC();
        log = new ServerLog(config, clock);
        var registry = new MetricRegistry(config);
        var wire = new WireForm(config.version());
        List<EngineMetrics> metrics = IntStream.range(0, config.engines())
                .mapToObj(i -> new EngineMetrics(config, registry, i)).toList();
        engines = metrics.stream().map(own -> new Engine(config, truth, System::nanoTime,
                step -> loop.execute(() -> record(own, step)))).toList();
        List<Generation.Services> lanes = IntStream.range(0, engines.size()).mapToObj(
                i -> new Generation.Services(config, engines.get(i), metrics.get(i), wire, log, truth)).toList();
        var otherModel = new OtherModel(config.faults(), registry, truth);
        var generations = new Generations(lanes, () -> {
            otherModel.along();
            return arrivals.getAsLong();
        }, clock);
        routes = new Routes(config, registry, wire, generations, clock.instant().getEpochSecond());
        // It stays closed: a connection accepted at the last moment must not outlive the process.
        connections = new DefaultChannelGroup(loop, true);
        listener = bind(port);
        log.boot(port());
        List<StatsTicker> stats = metrics.stream().map(own -> new StatsTicker(config, own, log, System::nanoTime))
                .toList();
        long interval = config.statsLogInterval().toNanos();
        ticker = loop.scheduleAtFixedRate(() -> stats.forEach(StatsTicker::tick), interval, interval,
                TimeUnit.NANOSECONDS);
        engines.forEach(Engine::start);
    }

    /** Starts a process on that port; deaf until {@link #open}; {@code arrivals} gives ordinals to requests that are not the foreign client's. */
    static ServerProcess start(SimulatorConfig config, TruthBook truth, int port, LongSupplier arrivals)
            throws IOException {
        return new ServerProcess(config, truth, port, arrivals);
    }

    private Channel bind(int port) throws IOException {
        var bound = new ServerBootstrap().group(group).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG).option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        admit(channel);
                    }
                }).bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var _ = group.shutdownGracefully();
            throw new IOException("The simulator cannot listen on 127.0.0.1:%d.".formatted(port), bound.cause());
        }
        return bound.channel();
    }

    private void admit(SocketChannel channel) {
        accepted++;
        if (config.faults().strikes(Fault.RESET_ON_CONNECT, accepted)) {
            channel.config().setSoLinger(0);
            var _ = channel.close();
            return;
        }
        connections.add(channel);
        channel.pipeline().addLast(new HttpServerCodec(LONGEST_LINE, LONGEST_LINE, LONGEST_LINE),
                new HttpObjectAggregator(LARGEST_BODY),
                new HttpConnection(config, log, routes));
    }

    /** The numbers of a step are in the metrics before any of its tokens is written. */
    private static void record(EngineMetrics metrics, Step step) {
        metrics.step(step);
        for (Output output : step.outputs()) {
            output.sequence().order().owner().account(output);
        }
        for (Output output : step.outputs()) {
            output.sequence().order().owner().deliver(output);
        }
    }

    /** Begins to accept connections. */
    void open() {
        listener.config().setAutoRead(true);
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Ends the process: nobody can connect any more, connections are cut, what the engine held is dropped. */
    @Override
    public void close() {
        ticker.cancel(false);
        listener.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
        engines.forEach(Engine::close);
        log.shutdown();
        // The JDK gives a closed listener's port back only with its selector's next turn: the selector ends with the process.
        group.shutdownGracefully(0, SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
