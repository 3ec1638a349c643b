#include "ota_job.h"

#include <cstring>

#include "json_writer.h"
#include "little_endian.h"

namespace ct {

namespace {

constexpr char jobKey[] = "otajob";
/// What is stored: the state, the slot that ran when it was stored, the job's id.
constexpr size_t headBytes = 5;

const char* failureName(OtaFailure failure) {
  switch (failure) {
    case OtaFailure::none: return "unknown";
    case OtaFailure::no_space: return "image larger than the slot";
    case OtaFailure::too_long: return "image longer than announced";
    case OtaFailure::too_short: return "image shorter than announced";
    case OtaFailure::bad_signature: return "signature does not fit";
    case OtaFailure::flash: return "flash fault";
    case OtaFailure::silent: return "server fell silent";
    case OtaFailure::unreachable: return "image could not be fetched";
  }
  return "unknown";
}

bool isTopic(const char* expected, const char* topic, size_t count) {
  return std::strlen(expected) == count && std::memcmp(expected, topic, count) == 0;
}

}  // namespace

OtaJob::OtaJob(Mqtt311& mqtt, Kv& kv, Ota& ota, ImageSource& images, const char* clientId)
    : mqtt_(mqtt), kv_(kv), ota_(ota), images_(images), clientId_(clientId) {
  thing_topics::jobsNotifyNext(clientId, notifyTopic_);
  thing_topics::jobsGetNextAccepted(clientId, gotNextTopic_);
}

void OtaJob::start() {
  uint8_t blob[headBytes + sizeof jobId_] = {};
  if (kv_.load(jobKey, blob, sizeof blob) != sizeof blob || blob[sizeof blob - 1] != 0) return;
  const auto stored = static_cast<Stored>(blob[0]);
  if (stored == Stored::nothing) return;
  std::memcpy(jobId_, blob + headBytes, sizeof jobId_);
  hasJob_ = true;
  if (stored == Stored::on_trial && ota_.state() == OtaState::trial) return;
  // Power may go between "this firmware is valid" and the note of it: which slot runs tells the two ends apart.
  const bool isNew = stored == Stored::valid || get32(blob + 1) != ota_.runningSlot();
  if (isNew) return tell(Status::succeeded, nullptr);
  tell(Status::failed, "rolled back: the new firmware never became valid");
}

void OtaJob::onConnected() {
  mqtt_.subscribe(notifyTopic_);
  mqtt_.subscribe(gotNextTopic_);
  ask();
}

// A report without its acknowledgement is sent again on the next connection.
void OtaJob::onDisconnected() {
  isReportDue_ = isReportDue_ || reportPacketId_ != 0;
  reportPacketId_ = 0;
}

bool OtaJob::isOrder(const char* topic, size_t topicCount) const {
  return isTopic(notifyTopic_, topic, topicCount) || isTopic(gotNextTopic_, topic, topicCount);
}

bool OtaJob::isOurs(const OtaOrder& order) const { return isTopic(jobId_, order.jobId, order.jobIdCount); }

void OtaJob::onOrder(const uint8_t* payload, size_t count, char* scratch, size_t capacity, uint64_t nowMs) {
  OtaOrder order;
  const OtaOrderKind kind = readOtaOrder(payload, count, order);
  const bool isDownloading = ota_.state() == OtaState::downloading;
  if (kind == OtaOrderKind::none && isDownloading) {
    // The job was taken back: nobody waits for it any more.
    ota_.abandon();
    images_.close();
    return forget();
  }
  // One job at a time: while another is unfinished, or a trial is, the cloud keeps this one and names it again.
  const bool isFree = !hasJob_ && ota_.state() != OtaState::trial;
  if ((kind != OtaOrderKind::order && kind != OtaOrderKind::invalid) || !isFree || isOurs(order)) return;
  take(order);
  if (kind == OtaOrderKind::invalid || order.urlCount >= capacity) {
    return tell(Status::failed, "job document not understood");
  }
  std::memcpy(scratch, order.url, order.urlCount);
  scratch[order.urlCount] = '\0';
  tell(Status::in_progress, nullptr);
  if (!ota_.begin(order.imageBytes, order.signature, order.signatureBytes, nowMs)) return;
  if (!images_.open(scratch)) ota_.abandon();
}

void OtaJob::take(const OtaOrder& order) {
  std::memset(jobId_, 0, sizeof jobId_);
  std::memcpy(jobId_, order.jobId, order.jobIdCount);
  hasJob_ = true;
}

void OtaJob::forget() {
  hasJob_ = false;
  status_ = Status::none;
  isReportDue_ = false;
  reportPacketId_ = 0;
}

void OtaJob::tick(bool isOnline, char* scratch, size_t capacity, uint64_t nowMs) {
  if (ota_.state() == OtaState::downloading) fetch(nowMs);
  if (hasJob_) followOta();
  if (!isOnline) return;
  if (isReportDue_) report(scratch, capacity, nowMs);
  // A verdict goes first, or the cloud would answer with the job it is about.
  if (!isAskDue_ || isReportDue_ || reportPacketId_ != 0) return;
  char topic[thing_topics::capacity];
  thing_topics::jobsGetNext(clientId_, topic);
  static const uint8_t nothing[] = {'{', '}'};
  isAskDue_ = mqtt_.publish(topic, nothing, sizeof nothing, nowMs) == 0;
}

// A few pieces a tick: writing flash takes its time, and a sample may be due.
void OtaJob::fetch(uint64_t nowMs) {
  uint8_t piece[512];
  for (int pieces = 0; pieces < 4 && ota_.state() == OtaState::downloading; ++pieces) {
    const size_t count = images_.read(piece, sizeof piece);
    if (count > 0) {
      ota_.receive(piece, count, nowMs);
      continue;
    }
    if (images_.state() == ImageState::failed) ota_.abandon();
    if (images_.state() == ImageState::ended) ota_.finish();
    return;
  }
}

void OtaJob::followOta() {
  if (status_ == Status::in_progress && ota_.state() == OtaState::failed) {
    images_.close();
    tell(Status::failed, failureName(ota_.failure()));
  }
  if (status_ == Status::in_progress && ota_.state() == OtaState::ready) {
    images_.close();
    store(Stored::on_trial);
    status_ = Status::none;
  }
  if (status_ == Status::none && ota_.state() == OtaState::valid) {
    store(Stored::valid);
    tell(Status::succeeded, nullptr);
  }
}

void OtaJob::tell(Status status, const char* reason) {
  status_ = status;
  reason_ = reason;
  isReportDue_ = true;
}

void OtaJob::report(char* scratch, size_t capacity, uint64_t nowMs) {
  // In order: what the cloud hears last must be what is true.
  if (reportPacketId_ != 0) return;
  char topic[thing_topics::capacity];
  thing_topics::jobUpdate(clientId_, jobId_, topic);
  JsonWriter json(scratch, capacity);
  const char* name = status_ == Status::succeeded ? "SUCCEEDED" : status_ == Status::failed ? "FAILED" : "IN_PROGRESS";
  json.raw("{\"status\":").string(name);
  if (reason_ != nullptr) json.raw(",\"statusDetails\":{\"reason\":").string(reason_).raw("}");
  const size_t count = json.raw("}").size();
  reportPacketId_ = mqtt_.publish(topic, reinterpret_cast<const uint8_t*>(scratch), count, nowMs);
  isReportDue_ = reportPacketId_ == 0;
}

bool OtaJob::onAcknowledged(uint16_t packetId) {
  if (reportPacketId_ == 0 || packetId != reportPacketId_) return false;
  reportPacketId_ = 0;
  const bool isLast = status_ == Status::succeeded || status_ == Status::failed;
  if (isReportDue_ || !isLast) return true;
  store(Stored::nothing);
  forget();
  return true;
}

void OtaJob::store(Stored stored) {
  uint8_t blob[headBytes + sizeof jobId_] = {static_cast<uint8_t>(stored)};
  put32(blob + 1, ota_.runningSlot());
  std::memcpy(blob + headBytes, jobId_, sizeof jobId_);
  kv_.store(jobKey, blob, sizeof blob);
}

}  // namespace ct
