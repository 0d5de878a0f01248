# syntax=docker/dockerfile:1
# The bot as an image: less than 200 MB, non-root, works with a read-only root.
# To build: any image of a glibc system with a JDK 25 and Maven. To run: by default nothing but the
# C library and bash of the build image; RUNTIME_IMAGE=debian:13-slim adds a system around them.
ARG BUILD_IMAGE=docker.io/library/maven:3.9-eclipse-temurin-25
ARG RUNTIME_IMAGE=scratch

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY pom.xml ./
COPY .mvn .mvn
COPY conf/default.json conf/default.json
COPY src/main src/main
# The cache keeps downloads between builds and is no part of any layer.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q -Dmaven.test.skip=true -Dspotless.check.skip=true package
COPY conf/deploy/image /usr/local/lib/trt-image
RUN cd /usr/local/lib/trt-image \
    && ./make-runtime /opt/java \
    && ./make-archive /opt/java /src/target/trt-bot.jar /opt/trt-bot \
    && ./make-root /opt/java /root-of-image \
    && cp healthy /opt/trt-bot/

FROM ${RUNTIME_IMAGE}
LABEL org.opencontainers.image.title="trt-bot"
COPY --from=build /root-of-image/ /
COPY --from=build /opt/java /opt/java
COPY --from=build /opt/trt-bot /opt/trt-bot
WORKDIR /opt/trt-bot
# A number, so that orchestrators can see that it is not root. It writes nothing but /tmp.
USER 10001:10001
ENV LOG_FORMAT=ecs
EXPOSE 8080 8081
# Healthy while the process answers, also when PostgreSQL is away: that is no reason to restart.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD ["/bin/bash", "/opt/trt-bot/healthy"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/java/bin/java", "-XX:SharedArchiveFile=/opt/trt-bot/trt-bot.jsa", "-Xshare:auto", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/trt-bot/trt-bot.jar"]
CMD ["serve"]
