-- Prosody as a chat server that archives: MUC with mod_muc_mam in SQLite, without limits on who sends how much.
pidfile = "@FOLDER@/prosody.pid"
data_path = "@FOLDER@"
run_as_root = true
daemonize = false
network_backend = "epoll"
modules_enabled = { "saslauth" }
modules_disabled = { "s2s", "offline", "c2s_limit" }
s2s_ports = {}
c2s_ports = { @PORT@ }
c2s_interfaces = { "127.0.0.1" }
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
log = { error = "*console" }
default_storage = "memory"
storage = { muc_log = "sql" }
sql = { driver = "SQLite3", database = "@FOLDER@/prosody.sqlite" }

VirtualHost "localhost"
  authentication = "anonymous"

Component "conference.localhost" "muc"
  modules_enabled = { "muc_mam" }
  muc_log_by_default = true
  muc_room_locking = false
  muc_room_default_persistent = true
  max_history_messages = 0
  default_storage = "memory"
