import {
  IconBrandInstagram,
  IconBrandMessenger,
  IconBrandWhatsapp,
  IconCode,
  IconDeviceLaptop,
  IconDeviceMobileMessage,
  IconMail,
  IconMessageCircle,
  IconPhone,
  IconWorld,
} from '@tabler/icons-react';
import { useT } from '@/i18n/provider';
import classes from './channel-icon.module.css';

const CHANNELS = {
  mail: IconMail,
  chat: IconMessageCircle,
  web: IconWorld,
  phone: IconPhone,
  whatsapp: IconBrandWhatsapp,
  instagram: IconBrandInstagram,
  messenger: IconBrandMessenger,
  sms: IconDeviceMobileMessage,
  api: IconCode,
  app: IconDeviceLaptop,
};

/** A channel the workspace can name. */
export type Channel = keyof typeof CHANNELS;

const BY_API_NAME: Record<string, Channel> = {
  email: 'mail',
  web: 'app',
  web_form: 'web',
  web_service: 'api',
  api: 'api',
  chat: 'chat',
  native_messaging: 'chat',
  voice: 'phone',
  whatsapp: 'whatsapp',
  instagram_dm: 'instagram',
  facebook: 'messenger',
  sms: 'sms',
};

/** The channel behind `via.channel`; anything unknown came through the API. */
export function channelOf(apiName: string): Channel {
  return BY_API_NAME[apiName] ?? 'api';
}

/** How a ticket reached the desk: a small grey icon with its name. */
export function ChannelIcon({ via, size = 13 }: { via: string; size?: number }) {
  const t = useT();
  const channel = channelOf(via);
  const Icon = CHANNELS[channel];
  const name = t(`channel.${channel}`);
  return (
    <span className={classes.icon} data-tip={name} role="img" aria-label={name}>
      <Icon size={size} stroke={1.75} aria-hidden="true" />
    </span>
  );
}
