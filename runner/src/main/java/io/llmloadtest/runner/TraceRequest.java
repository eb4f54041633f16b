package io.llmloadtest.runner;

import io.llmloadtest.collect.traces.ListenAddress;
import java.util.Optional;

/**
 * Where spans are received, each {@code HOST:PORT} or {@code :PORT}; without a host only this machine can send.
 *
 * @param http OTLP over HTTP; empty for nowhere
 * @param grpc OTLP over gRPC; empty for nowhere
 */
public record TraceRequest(Optional<String> http, Optional<String> grpc) {

    /** Refuses what is no address, and nowhere at all. */
    public TraceRequest {
        if (http.isEmpty() && grpc.isEmpty()) {
            throw new IllegalArgumentException("spans are received over HTTP, over gRPC, or both");
        }
        if (!http.map(TraceRequest::isAddress).orElse(true) || !grpc.map(TraceRequest::isAddress).orElse(true)) {
            throw new IllegalArgumentException("an address is HOST:PORT or :PORT");
        }
    }

    /** Whether {@code text} is {@code HOST:PORT} or {@code :PORT}. */
    public static boolean isAddress(String text) {
        return ListenAddress.parse(text).isPresent();
    }

    Optional<ListenAddress> httpAddress() {
        return http.flatMap(ListenAddress::parse);
    }

    Optional<ListenAddress> grpcAddress() {
        return grpc.flatMap(ListenAddress::parse);
    }
}
