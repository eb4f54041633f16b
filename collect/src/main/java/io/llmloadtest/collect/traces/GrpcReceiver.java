package io.llmloadtest.collect.traces;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** OTLP over gRPC, in plain text: {@code TraceService/Export}. gRPC itself refuses what is no message. */
final class GrpcReceiver implements Receiver {

    private static final int CALLS_AT_A_TIME = 8;
    private static final int MOST_HEADER_BYTES = 64 << 10;

    private final Server server;
    private final EventLoopGroup loop;
    private final String host;

    private GrpcReceiver(Server server, EventLoopGroup loop, String host) {
        this.server = server;
        this.loop = loop;
        this.host = host;
    }

    /**
     * Begins to listen.
     *
     * @throws IOException when the port cannot be had
     */
    static GrpcReceiver open(ListenAddress address, Intake intake) throws IOException {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(address.host(), address.port()))
                .channelType(NioServerSocketChannel.class).bossEventLoopGroup(loop).workerEventLoopGroup(loop)
                .directExecutor().maxInboundMessageSize(Intake.MOST_BYTES).maxInboundMetadataSize(MOST_HEADER_BYTES)
                .maxConcurrentCallsPerConnection(CALLS_AT_A_TIME).addService(new Spans(intake)).build();
        try {
            return new GrpcReceiver(server.start(), loop, address.host());
        } catch (IOException taken) {
            var _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw taken;
        }
    }

    @Override
    public ListenAddress address() {
        return new ListenAddress(host, server.getPort());
    }

    @Override
    public void close() {
        server.shutdownNow();
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static final class Spans extends TraceServiceGrpc.TraceServiceImplBase {

        private final Intake intake;

        private Spans(Intake intake) {
            this.intake = intake;
        }

        @Override
        public void export(ExportTraceServiceRequest message, StreamObserver<ExportTraceServiceResponse> answer) {
            intake.take(message);
            answer.onNext(ExportTraceServiceResponse.getDefaultInstance());
            answer.onCompleted();
        }
    }
}
