export { Calendar, READINGS_BEGIN } from './calendar.js';
export { type NamedCalendar, Calendars, calendarsOf, NO_CALENDARS, scheduleText } from './calendars.js';
export { serviceLimits, type LimitsQuestion, type ServiceTarget } from './service-limits.js';
